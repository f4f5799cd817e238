#!/usr/bin/env bash
# try.sh PACKAGE ROOT: installs the package in a Debian 12 that has nothing else (made in the folder ROOT with
# debootstrap, if it is not there), runs it as a user of no name, and takes it away again. As root.
set -euo pipefail
package=$1 root=$2

fail() { echo "$package: $*" >&2; exit 1; }
# With a /proc of its own, which goes with the last process in it.
inside() {
    unshare --mount --pid --fork --mount-proc="$root/proc" \
        chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
}

lintian --fail-on error,warning "$package"
if [[ ! -d $root ]]; then
    debootstrap --variant=minbase bookworm "$root.new" >"$root.log" || { cat "$root.log"; exit 1; }
    mv "$root.new" "$root"
fi

cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/tmp/wick.deb"
inside apt-get update -qq
inside DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/wick.deb >/dev/null
inside wick --version
inside HOME=/tmp setpriv --reuid=65534 --regid=65534 --clear-groups \
    wick --exchange simulated --headless --format jsonl --for 5s >"$root/tmp/lines"
grep -q '"type":"candle"' "$root/tmp/lines" || fail 'no candle in five seconds of the simulated exchange'
grep -q '"state":"live"' "$root/tmp/lines" || fail 'the simulated exchange did not get live'
grep -q '"state":"stopped"' "$root/tmp/lines" || fail 'no farewell'
echo "$(wc -l <"$root/tmp/lines") lines in five seconds"
inside wick check --offline --config /etc/wick/live.yaml

inside DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq wick >/dev/null
rm -rf "$root/tmp/wick.deb" "$root/tmp/lines" "$root/tmp/.local"
left=$(find "$root/etc" "$root/usr" "$root/var/lib/private" "$root/var/lib/wick" -name '*wick*' 2>/dev/null || true)
[[ -z $left ]] || fail "left behind: $left"
# Folders of the package that are empty and nobody else's.
while read -r folder; do
    [[ -d $root/$folder && -z $(ls -A "$root/$folder") ]] || continue
    inside dpkg -S "/${folder%/}" >/dev/null 2>&1 || fail "left behind: /$folder"
done < <(dpkg-deb --contents "$package" | awk '$1 ~ /^d/ && $6 != "./" { print substr($6, 3) }')
echo "$package installs, runs and goes."

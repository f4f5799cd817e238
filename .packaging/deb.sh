#!/usr/bin/env bash
# deb.sh PROGRAM FOLDER: makes wick_VERSION_ARCHITECTURE.deb in FOLDER. What it depends on is read off the program.
# Whoever makes it is its maintainer: $DEBFULLNAME and $DEBEMAIL, as Debian's tools have it, else the last commit's author.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$1 folder=$2
name=${DEBFULLNAME:-$(git log -1 --format=%an 2>/dev/null || echo wick)}
email=${DEBEMAIL:-$(git log -1 --format=%ae 2>/dev/null || echo wick@packages.invalid)}
maintainer="$name <$email>"
architecture=$(dpkg --print-architecture)
version=$("$program" --version | sed -n '1s/^wick \([^ ]*\).*/\1/p')
# The package of a commit between releases is newer than the release before it.
if commit=$(git rev-parse --short=10 HEAD 2>/dev/null) && ! git describe --exact-match --tags >/dev/null 2>&1; then
    version+=+git$(git log -1 --format=%cd --date=format:%Y%m%d%H%M).$commit
fi
# The same commit gives the same package.
date=$(git log -1 --format=%cD 2>/dev/null || date -R)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -d "$date" +%s)}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
tree=$work/tree
DESTDIR=$tree PREFIX=/usr .packaging/install.sh install "$program" >/dev/null
gzip -9n "$tree/usr/share/man/man1/wick.1"

documents=$tree/usr/share/doc/wick
mkdir -p "$documents"
cp README.md "$documents/README.md"
cp .packaging/copyright "$documents/copyright"
{
    echo "wick ($version) bookworm; urgency=medium"
    echo
    .packaging/changes.sh README.md
    echo
    echo " -- $maintainer  $date"
} | gzip -9n >"$documents/changelog.gz"

# dpkg-shlibdeps reads the name of the package off a source package's control file.
mkdir -p "$work/debian" "$tree/DEBIAN"
printf 'Source: wick\n\nPackage: wick\nArchitecture: %s\n' "$architecture" >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O "$tree/usr/bin/wick" | sed -n 's/^shlibs:Depends=//p')

cat >"$tree/DEBIAN/control" <<CONTROL
Package: wick
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s "$tree/usr" | cut -f1)
Depends: $libraries, ca-certificates
Recommends: ncurses-term
Section: misc
Priority: optional
Description: live crypto market monitor for the terminal
 Candles of crypto symbols stream in over a WebSocket, indicators move with
 them, and a log scrolls with the signals of a strategy, each sized by a risk
 engine. It watches and reports: it places no orders and holds no keys.
 .
 A simulated exchange is built in: "wick --exchange simulated" needs no network.
CONTROL
printf '/etc/wick/live.yaml\n/etc/wick/risk.json\n' >"$tree/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 ".packaging/$script" "$tree/DEBIAN/$script"; done
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"

find "$tree" -print0 | xargs -0 touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
find "$tree" -type d -exec chmod 755 {} +
mkdir -p "$folder"
rm -f "$folder"/wick_*.deb
dpkg-deb --root-owner-group --build "$tree" "$folder/wick_${version}_$architecture.deb"

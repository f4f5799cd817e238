#!/usr/bin/env bash
# install.sh install|uninstall PROGRAM: puts wick under $DESTDIR$PREFIX, or takes it away again.
set -euo pipefail
cd "$(dirname "$0")/.."

task=$1 program=$2
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}
# What distributions package has its configuration in /etc, and its completions apart from the administrator's.
if [[ $prefix = /usr ]]; then
    sysconfdir=/etc zsh=$prefix/share/zsh/vendor-completions
else
    sysconfdir=$prefix/etc zsh=$prefix/share/zsh/site-functions
fi
bindir=$prefix/bin
manual=$prefix/share/man/man1/wick.1
bash=$prefix/share/bash-completion/completions/wick
fish=$prefix/share/fish/vendor_completions.d/wick.fish
unit=$prefix/lib/systemd/system/wick.service

# put MODE PATH: writes what comes in.
put() {
    mkdir -p "$root$(dirname "$2")"
    cat >"$root$2.new"
    chmod "$1" "$root$2.new"
    mv -f "$root$2.new" "$root$2"
    echo "$root$2"
}

# What the user has changed stays.
put_configuration() {
    if [[ -e $root$2 ]]; then echo "$root$2 (kept)"; else put 644 "$2" <"$1"; fi
}
take_configuration_away() {
    if [[ -e $root$2 ]] && ! cmp -s "$1" "$root$2"; then echo "$root$2 (kept: it was changed)"; else rm -f "$root$2"; fi
}

case $task in
install)
    strip --strip-unneeded -o "$program.stripped" "$program"
    put 755 "$bindir/wick" <"$program.stripped"
    rm "$program.stripped"
    "$program" manual | put 644 "$manual"
    # It is read by a shell, and no program of its own.
    "$program" --generate-completion-script bash | sed '1{/^#!/d}' | put 644 "$bash"
    "$program" --generate-completion-script zsh | put 644 "$zsh/_wick"
    "$program" --generate-completion-script fish | put 644 "$fish"
    sed "s|@bindir@|$bindir|; s|@sysconfdir@|$sysconfdir|" .packaging/wick.service.in | put 644 "$unit"
    put_configuration config/live.yaml "$sysconfdir/wick/live.yaml"
    put_configuration config/risk.json "$sysconfdir/wick/risk.json"
    ;;
uninstall)
    rm -f "$root$bindir/wick" "$root$manual" "$root$bash" "$root$zsh/_wick" "$root$fish" "$root$unit"
    take_configuration_away config/live.yaml "$sysconfdir/wick/live.yaml"
    take_configuration_away config/risk.json "$sysconfdir/wick/risk.json"
    [[ ! -d $root$sysconfdir/wick ]] || rmdir --ignore-fail-on-non-empty "$root$sysconfdir/wick"
    ;;
*)
    echo "usage: $0 install|uninstall PROGRAM" >&2
    exit 64
    ;;
esac

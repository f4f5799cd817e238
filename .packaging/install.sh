#!/usr/bin/env bash
# install.sh install|uninstall PROGRAM: puts wick under $DESTDIR$PREFIX, or takes it away again.
set -euo pipefail
cd "$(dirname "$0")/.."

task=$1 program=$2
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}
if [[ $prefix != /* ]]; then
    echo "PREFIX is '$prefix'. Give the folder from the root on, such as /usr/local or $HOME/.local." >&2
    exit 64
fi
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
# What was installed is noted here: the folders that were not there before, and the configuration as it came. In a package
# that is the package manager's business.
notes=$prefix/share/wick
folders=$notes/folders

# make_folder PATH: with those above it, and notes which were not there.
make_folder() {
    [[ -d $root$1 ]] && return
    make_folder "$(dirname "$1")"
    mkdir -m 755 "$root$1"
    echo "$1" >>"$made"
}
# put MODE PATH: writes what comes in.
put() {
    make_folder "$(dirname "$2")"
    cat >"$root$2.new"
    chmod "$1" "$root$2.new"
    mv -f "$root$2.new" "$root$2"
    echo "$root$2"
}

# is_changed SOURCE PATH: whether the user has changed what was installed.
is_changed() {
    local came=$1
    [[ -n $root || ! -e $notes/${1##*/} ]] || came=$notes/${1##*/}
    [[ -e $root$2 ]] && ! cmp -s "$came" "$root$2"
}
put_configuration() {
    if is_changed "$1" "$2"; then echo "$root$2 (kept: it was changed)"; else put 644 "$2" <"$1"; fi
    [[ -n $root ]] || put 644 "$notes/${1##*/}" <"$1" >/dev/null
}
take_configuration_away() {
    if is_changed "$1" "$2"; then echo "$root$2 (kept: it was changed)"; else rm -f "$root$2"; fi
    [[ -n $root ]] || rm -f "$notes/${1##*/}"
}

case $task in
install)
    mkdir -p "$root/"
    made=$(mktemp)
    trap 'rm -f "$made"' EXIT
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
    [[ -n $root ]] || cat "$made" >>"$folders"
    ;;
uninstall)
    rm -f "$root$bindir/wick" "$root$manual" "$root$bash" "$root$zsh/_wick" "$root$fish" "$root$unit"
    take_configuration_away config/live.yaml "$sysconfdir/wick/live.yaml"
    take_configuration_away config/risk.json "$sysconfdir/wick/risk.json"
    [[ ! -d $root$sysconfdir/wick ]] || rmdir --ignore-fail-on-non-empty "$root$sysconfdir/wick"
    if [[ -z $root && -e $folders ]]; then
        mapfile -t made < <(tac "$folders")
        rm "$folders"
        for folder in "${made[@]}"; do
            [[ ! -d $folder ]] || rmdir --ignore-fail-on-non-empty "$folder"
        done
    fi
    ;;
*)
    echo "usage: $0 install|uninstall PROGRAM" >&2
    exit 64
    ;;
esac

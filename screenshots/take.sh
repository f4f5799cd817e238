#!/usr/bin/env bash
# Takes the pictures in this folder: a real xterm on a screen of its own, with the monitor on the simulated exchange.
# Usage: screenshots/take.sh WICK
set -euo pipefail
wick=$(realpath "$1")
folder=$(realpath "$(dirname "$0")")

work=$(mktemp -d)
server='' terminal=''
end() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap end EXIT

# Waits until the command given succeeds.
await() {
    local what=$1
    shift
    for _ in $(seq 600); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    echo "waited a minute in vain for $what" >&2
    exit 1
}

export HOME=$work XDG_STATE_HOME=$work XDG_CONFIG_HOME=$work LC_ALL=C.UTF-8
journal=$work/wick/signals.jsonl

Xvfb -displayfd 3 -screen 0 2600x1600x24 -nolisten tcp 3>"$work/display" 2>"$work/log" &
server=$!
await 'the X server' test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY

has_signals() { [ "$(wc -l <"$journal")" -ge "$signals" ]; }

# picture NAME COLUMNS ROWS THEME [KEY...]: waits until as many signals as fit are on the screen, presses the keys, and
# takes the picture.
picture() {
    local name=$1 columns=$2 rows=$3 theme=$4
    shift 4
    signals=$((rows / 4))
    rm -f "$journal" "$work/window"
    printf 'exchange: simulated\nsymbols: [%s]\nscreen: {theme: %s}\nsimulator: {speed: 120, seed: 1}\n' \
        "$symbols" "$theme" >"$work/live.yaml"
    xterm -u8 -fa 'DejaVu Sans Mono' -fs 11 -tn xterm-256color -bg '#101418' -fg '#d8dee9' -b 8 +sb \
        -geometry "${columns}x$rows" -e sh -c 'echo $WINDOWID >"$1"; exec "$2" --config "$3"' \
        sh "$work/window" "$wick" "$work/live.yaml" &
    terminal=$!
    await 'the terminal' test -s "$work/window"
    await "$signals signals" has_signals
    local window
    window=$(cat "$work/window")
    if [ $# -gt 0 ]; then
        xdotool windowfocus --sync "$window" key --delay 150 "$@"
    fi
    # The screen shows within a tenth of a second what the journal holds.
    sleep 1
    import -window "$window" -strip +dither -colors 128 -define png:compression-level=9 \
        "png8:$folder/$name.png"
    kill "$terminal"
    wait "$terminal" || true
    terminal=''
    identify "$folder/$name.png"
}

symbols=BTCUSDT,ETHUSDT,SOLUSDT
picture monitor-80x24 80 24 default
picture help-80x24 80 24 default question
symbols=$symbols,BNBUSDT,XRPUSDT,DOGEUSDT,ADAUSDT,LINKUSDT
for theme in default blue-orange red-up mono; do
    picture "monitor-120x40-$theme" 120 40 "$theme"
done
mv "$folder/monitor-120x40-default.png" "$folder/monitor-120x40.png"
picture chart-120x40 120 40 default c Left Left Left
picture signal-120x40 120 40 default Return
picture ledger-120x40 120 40 default L
picture monitor-200x60 200 60 default

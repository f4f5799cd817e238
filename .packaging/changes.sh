#!/usr/bin/env bash
# changes.sh README: the newest entry of the section "Changes", as a Debian changelog has it.
set -euo pipefail
awk '
    function flush() {
        if (item == "") return
        count = split(item, words, " "); line = "  *"
        for (i = 1; i <= count; i++) {
            if (length(line) + 1 + length(words[i]) > 79) { print line; line = "   " }
            line = line " " words[i]
        }
        print line; item = ""
    }
    /^## / { flush(); inside = $0 == "## Changes"; entries = 0; next }
    inside && /^### / { flush(); entries++; next }
    inside && entries == 1 && /^- / { flush(); item = substr($0, 3); next }
    inside && entries == 1 && /^  [^ ]/ { item = item $0; next }
    { flush() }
    END { flush() }
' "$1"

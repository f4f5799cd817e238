import CNcurses

/// What terminfo knows of the terminal that is in use.
enum TerminfoStrings {
    /// Whether the terminal has a capability.
    static func has(_ name: String) -> Bool { !string(name).isEmpty }

    /// The bytes that undo what the screen sets: attributes, colours, keypad, hidden cursor, the mouse if it is listened to,
    /// alternate screen; without an alternate screen they clear it.
    static func restoring(mouse: Bool) -> [UInt8] {
        let back = string("rmcup")
        let mouseOff = mouse && has("kmous") ? Array("\u{1B}[?1000l\u{1B}[?1006l".utf8) : []
        return mouseOff + string("sgr0") + string("op") + string("rmkx") + string("cnorm")
            + (back.isEmpty ? string("clear") : back)
            + Array("\r".utf8)
    }

    /// A capability's string without its padding (`$<5>`), which no terminal of today needs; empty if there is none.
    private static func string(_ name: String) -> [UInt8] {
        guard let pointer = tigetstr(name), Int(bitPattern: pointer) != -1 else { return [] }
        var bytes = Array(String(cString: pointer).utf8)[...]
        var plain: [UInt8] = []
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "$"), bytes.first == UInt8(ascii: "<") {
                bytes = bytes.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            } else {
                plain.append(byte)
            }
        }
        return plain
    }
}

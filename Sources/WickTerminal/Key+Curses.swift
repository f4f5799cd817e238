import CNcurses
import Glibc
import WickScreen

extension Key {
    /// A key as `wget_wch` tells it; `nil` for those that mean nothing to the screen.
    init?(code: wint_t, isFunctionKey: Bool) {
        let key =
            isFunctionKey && code == wint_t(KEY_MOUSE)
            ? Self.mouse() : isFunctionKey ? Self.functionKey(Int32(bitPattern: code)) : Self.character(code)
        guard let key else { return nil }
        self = key
    }

    /// What the mouse did.
    private static func mouse() -> Key? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let (row, column) = (Int(event.y), Int(event.x))
        if event.bstate & wick_wheel_up() != 0 { return .wheel(-1, row: row, column: column) }
        if event.bstate & wick_wheel_down() != 0 { return .wheel(1, row: row, column: column) }
        return event.bstate & wick_button_pressed() != 0 ? .click(row: row, column: column) : nil
    }

    private static func functionKey(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME: .home
        case KEY_END: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_BTAB: .backTab
        case KEY_ENTER: .enter
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        default: nil
        }
    }

    private static func character(_ code: wint_t) -> Key? {
        switch code {
        case 9: .tab
        case 10, 13: .enter
        case 27: .escape
        case 8, 127: .backspace
        case 1...26: .control(Character(Unicode.Scalar(UInt8(code) + 96)))
        default: Unicode.Scalar(code).flatMap { $0.value >= 32 ? .character(Character($0)) : nil }
        }
    }
}

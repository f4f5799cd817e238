/// A key as the terminal reports it.
public enum Key: Hashable, Sendable {
    /// A key that writes this character.
    case character(Character)
    /// Ctrl with a letter, in lower case.
    case control(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case tab, backTab, enter, escape, backspace, delete
    /// The mouse's first button at a place of the screen, from 0.
    case click(row: Int, column: Int)
    /// The mouse's wheel at a place of the screen: so many steps down, up with a negative number.
    case wheel(Int, row: Int, column: Int)
}

/// A key as the terminal reports it.
public enum Key: Hashable, Sendable {
    /// A key that writes this character.
    case character(Character)
    /// Ctrl with a letter, in lower case.
    case control(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case tab, backTab, enter, escape, backspace, delete
}

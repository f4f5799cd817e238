/// Why there is no screen. Nothing has been written to the terminal then.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Standard input or standard output is not a terminal.
    case notATerminal
    /// The terminal's kind is unknown here: the value of `TERM`.
    case unknownTerminal(String)
    /// The terminal cannot put text at a place: the value of `TERM`.
    case noCursorMovement(String)
    /// The system refused something: what, and its error number.
    case system(String, errno: Int32)

    public var description: String {
        switch self {
        case .notATerminal: "standard input and output are not a terminal; use --headless to run without a screen"
        case .unknownTerminal(""): "TERM is not set; set it to the kind of this terminal, as TERM=xterm-256color"
        case .unknownTerminal(let name): "TERM is '\(name)', a kind of terminal not known here; try TERM=xterm-256color"
        case .noCursorMovement(let name): "a terminal of the kind '\(name)' cannot show a screen; use --headless"
        case .system(let what, let number): "cannot \(what) (errno \(number))"
        }
    }
}

/// Why a file was not changed.
public enum EditError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file has mistakes of its own.
    case mistakes(ConfigurationError)
    /// It would have mistakes after the changes.
    case wouldHaveMistakes(ConfigurationError)
    /// A list has comments that would be lost: the line where it starts.
    case commentsInTheWay(key: String, line: Int)
    /// The file is written in a way that the changes do not fit into.
    case doesNotFit

    public var description: String {
        switch self {
        case .mistakes(let error): "it has mistakes: \(Self.first(of: error))"
        case .wouldHaveMistakes(let error): "it would not be right then: \(Self.first(of: error))"
        case .commentsInTheWay(let key, let line):
            "the comments within \(key) on line \(line) would be lost; change it by hand"
        case .doesNotFit: "the changes do not fit into how it is written; make them by hand"
        }
    }

    private static func first(of error: ConfigurationError) -> String {
        let rest = error.mistakes.count - 1
        return (error.mistakes.first?.description ?? "") + (rest > 0 ? " (and \(rest) more)" : "")
    }
}

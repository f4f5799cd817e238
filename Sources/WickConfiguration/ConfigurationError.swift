/// Everything that is wrong with a configuration.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// At least one mistake: file by file, each file's by line.
    public let mistakes: [Mistake]

    /// One line per mistake.
    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// Why a file cannot be read, in the system's words: `No such file or directory`.
public struct FileProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason.
    public let description: String

    /// A problem with this reason.
    public init(_ reason: String) { description = reason }
}

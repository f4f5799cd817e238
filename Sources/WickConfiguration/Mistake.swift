/// One thing that is wrong with a configuration: where, what, and what would be right.
public struct Mistake: Equatable, Sendable, CustomStringConvertible {
    /// The file as it was named, or the option of the command line: `config/live.yaml`, `--timeframe`.
    public let path: String
    /// The line of the file, from 1; `nil` for an option and for a file that cannot be read.
    public let line: Int?
    /// What is wrong and what would be right, on one line, without control characters.
    public let text: String

    /// A mistake of these values.
    public init(path: String, line: Int?, text: String) {
        (self.path, self.line, self.text) = (path, line, text)
    }

    /// `config/live.yaml:14: timeframe '7m' is not …`.
    public var description: String {
        let place = line.map { "\(path.printable):\($0)" } ?? path.printable
        return "\(place): \(text)"
    }
}

/// One of the `sinks`: where records go besides the journal.
public struct SinkSettings: Hashable, Sendable {
    /// The most sinks.
    public static let countMax = 8

    /// Where records go.
    public enum Target: Hashable, Sendable {
        /// The standard input of a command: its name and its arguments, as given.
        case command([String])
        /// A UNIX stream socket, by its whole path.
        case socket(String)
        /// A URL to POST to: https://, or http:// on this machine.
        case webhook(String)
    }

    /// What is told, named as the `type` of the lines.
    public enum Record: String, CaseIterable, Sendable {
        case candle, signal, refusal, gap, status
    }

    /// Where records go.
    public var target: Target
    /// Which records go there, none twice, at least one.
    public var records: [Record]

    /// A sink of these values.
    public init(_ target: Target, records: [Record] = Record.allCases) {
        (self.target, self.records) = (target, records)
    }
}

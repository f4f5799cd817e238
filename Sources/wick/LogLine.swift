import Logging
import WickMarket

/// One event of the log on one line: words, and `key=value` fields. Whatever was in it, a line is harmless, and bounded.
struct LogLine {
    /// The most characters of the words, and of a field's value.
    static let wordsMax = 2_000, valueMax = 500

    /// The part of wick that tells it: `feed`.
    let source: String
    /// What it says, with its fields: `reconnecting: … attempt=3`.
    let words: String

    /// `feed: reconnecting: … attempt=3`.
    var text: String { "\(source): \(words)" }

    init(_ event: LogEvent, metadata: Logger.Metadata) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let tail = fields.map { " \($0.key.harmless())=\(Self.value("\($0.value)"))" }.joined()
        words = "\(event.message)".harmless(" ", scalarsMax: Self.wordsMax) + tail
        source = event.source.harmless()
    }

    /// A value that has blanks, quotes or nothing in it stands in quotes.
    private static func value(_ text: String) -> String {
        let value = text.harmless(scalarsMax: valueMax)
        guard value.isEmpty || value.contains(where: { " \"=\\".contains($0) }) else { return value }
        let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
        return "\"\(escaped)\""
    }
}

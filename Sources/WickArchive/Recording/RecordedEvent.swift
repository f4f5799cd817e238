/// One thing that a recording keeps: what came in from an exchange, and what it answers to.
///
/// Connections and requests bear the numbers that the feed gave them.
public enum RecordedEvent: Equatable, Sendable {
    /// The feed was started.
    case started
    /// A byte stream was to be opened.
    case opening(connection: Int, host: String, port: Int, isSecure: Bool)
    /// The byte stream stands.
    case connected(connection: Int)
    /// These bytes were to be written.
    case sent(connection: Int, [UInt8])
    /// These bytes came, in one piece.
    case received(connection: Int, [UInt8])
    /// The peer ended the stream.
    case ended(connection: Int)
    /// The stream failed, in words.
    case disconnected(connection: Int, reason: String)
    /// An address was to be fetched.
    case asked(request: Int, url: String)
    /// The answer to a request.
    case answered(request: Int, RecordedAnswer)
    /// A request had no answer, in words.
    case unanswered(request: Int, reason: String)
    /// The answer to a request was read, which took a while.
    case read(request: Int)
    /// Somebody wanted something else to be watched.
    case commanded(RecordedCommand)
    /// The configuration was read again: what is to be known of it, by name, as in the header.
    case configured([String: String])
    /// A time came that the feed had waited for.
    case timer
    /// The feed was stopped.
    case stopped
    /// A random number that the feed drew, while it took in what stands before this.
    case drew(UInt64)
    /// A closed candle that the feed gave, for comparison: it follows from what stands before this.
    case closed(RecordedClose)
    /// The disk was too slow or full: so much is missing here.
    case missed(RecordingGap)
}

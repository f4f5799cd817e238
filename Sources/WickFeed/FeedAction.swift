import WickWebSocket

/// What a feed wants done; the driver carries it out and reports back with an event.
public enum FeedAction: Equatable, Sendable {
    /// Open a byte stream; then call `connected`, or `disconnected` if it fails.
    case open(ConnectionID, host: String, port: Int, isSecure: Bool)
    /// Write these bytes.
    case send(ConnectionID, [UInt8])
    /// Close the byte stream; nothing more is reported of it.
    case close(ConnectionID)
    /// Fetch this address; then call `answered`.
    case get(RequestID, url: String, timeout: Duration)
    /// Read an answer that is too long to be read between two messages, with the exchange's `instruments(from:)` and
    /// somewhere else; then call `decoded`.
    case decode(RequestID, HTTPResponse)
}

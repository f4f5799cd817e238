import WickMarket

/// What one text message of a stream connection says.
public enum StreamMessage: Equatable, Sendable {
    /// The state of a candle of a known series.
    case candle(CandleUpdate)
    /// The request with this number was carried out. That proves nothing about the streams named in it.
    case accepted(id: Int?)
    /// A request was refused, or the exchange complains: its code and words.
    case refused(id: Int?, code: Int?, message: String)
    /// The exchange will close this connection soon.
    case shutdownAnnounced
    /// A candle of a series that is not in the table.
    case unknownSeries
    /// Another kind of message, of no interest.
    case ignored
    /// The message cannot be read: what is wrong and where, in few words.
    case malformed(StaticString, at: Int)

    public static func == (left: StreamMessage, right: StreamMessage) -> Bool {
        switch (left, right) {
        case (.candle(let a), .candle(let b)): a == b
        case (.accepted(let a), .accepted(let b)): a == b
        case (.refused(let a, let b, let c), .refused(let x, let y, let z)): a == x && b == y && c == z
        case (.malformed(let a, let b), .malformed(let x, let y)): a.description == x.description && b == y
        case (.shutdownAnnounced, .shutdownAnnounced), (.unknownSeries, .unknownSeries), (.ignored, .ignored): true
        case (.candle, _), (.accepted, _), (.refused, _), (.shutdownAnnounced, _), (.unknownSeries, _), (.ignored, _),
            (.malformed, _):
            false
        }
    }
}

import WickFeed
import WickMarket

/// Binance's public market data: its addresses, stream messages and answers to and from our vocabulary.
///
/// A value without state. The protocol is described at https://developers.binance.com under "Spot" and "USD-M Futures".
public struct BinanceExchange: Exchange {
    /// Which of Binance's exchanges this is.
    public let venue: BinanceVenue
    /// Where a combined-stream connection is opened; series are subscribed afterwards.
    public let streamURL: String
    /// Where requests are sent, with the folder of the interface.
    public let restURL: String

    /// An exchange at its usual addresses, or at others that serve the same protocol.
    ///
    /// - Parameters:
    ///   - venue: which of Binance's exchanges.
    ///   - streamBaseURL: `ws://` or `wss://`, host, port and folders. A slash, `/ws` or `/stream` at its end is taken
    ///     off. For USD-M a bare host gets the route `/market`; write folders to say otherwise.
    ///   - restBaseURL: `http://` or `https://`, host, port and folders, without `/api/v3` or `/fapi/v1`.
    /// - Throws: ``BinanceError/malformedBaseURL(_:reason:example:)``.
    public init(
        venue: BinanceVenue, streamBaseURL: String? = nil, restBaseURL: String? = nil
    ) throws(BinanceError) {
        self.venue = venue
        let stream = try BaseURL(
            streamBaseURL ?? venue.streamBaseURL, schemes: ["ws", "wss"], droppedEndings: ["/ws", "/stream"],
            example: venue.streamBaseURL)
        let rest = try BaseURL(
            restBaseURL ?? venue.restBaseURL, schemes: ["http", "https"], droppedEndings: [venue.restFolder],
            example: venue.restBaseURL)
        streamURL = stream.text + (stream.isHostOnly ? venue.streamRoute : "") + "/stream"
        restURL = rest.text + venue.restFolder
    }

    public var name: String { venue.rawValue }
    public var title: String { venue.title }
    public var timeframes: [Timeframe] { venue.timeframes }
    public var limits: VenueLimits { venue.limits }
}

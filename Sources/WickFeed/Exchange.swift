import WickMarket
import WickWebSocket

/// The port that an exchange implements: its addresses and messages to and from our vocabulary.
///
/// An adapter is a value without state or I/O: it words requests and reads answers. Who connects, when to ask again and
/// what an answer means for a series is the feed's business.
public protocol Exchange: Sendable {
    /// The name in the configuration: `binance`.
    var name: String { get }
    /// The name on the screen: `Binance`.
    var title: String { get }
    /// The timeframes that its candle streams offer, ascending.
    var timeframes: [Timeframe] { get }
    /// What it allows a client to do.
    var limits: VenueLimits { get }

    /// Where a stream connection is opened; series are subscribed afterwards.
    var streamURL: String { get }
    /// The beginning of every request's address.
    var restURL: String { get }
    /// The text message that subscribes these series, at most ``VenueLimits/namesPerRequest`` of them.
    func subscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8]
    /// The text message that ends the subscription of these series.
    func unsubscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8]
    /// Reads one text message of a stream connection. This is the hot path: it allocates nothing for a candle of a series
    /// in `table`.
    func decode(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage

    /// Asks for candles that open in `from...to`, oldest first; without `from` the newest up to `to`, without both the
    /// newest. The last one may still be forming.
    /// - Parameter key: whose candles.
    /// - Parameter from: the first open time wanted.
    /// - Parameter to: the last open time wanted.
    /// - Parameter limit: 1 to ``VenueLimits/candlesPerRequest``.
    func candlesRequest(_ key: SeriesKey, from: Timestamp?, to: Timestamp?, limit: Int) -> RESTRequest
    /// Asks for the exchange's clock.
    func serverTimeRequest() -> RESTRequest
    /// Asks for the rules and the status of symbols; an exchange may answer with more than was asked for.
    func instrumentsRequest(_ symbols: [Symbol]) -> RESTRequest

    /// Reads the answer to ``candlesRequest(_:from:to:limit:)``; rows oldest first.
    /// - Throws: ``ExchangeFailure`` if the answer is an error or cannot be read.
    func candles(from response: HTTPResponse, of key: SeriesKey) throws(ExchangeFailure) -> [RESTCandle]
    /// Reads the answer to ``serverTimeRequest()``.
    /// - Throws: ``ExchangeFailure`` if the answer is an error or cannot be read.
    func serverTime(from response: HTTPResponse) throws(ExchangeFailure) -> Timestamp
    /// Reads the answer to ``instrumentsRequest(_:)``.
    /// - Throws: ``ExchangeFailure`` if the answer is an error or cannot be read.
    func instruments(from response: HTTPResponse) throws(ExchangeFailure) -> [Instrument]

    /// What an answer that is not a success says, of a request or of a refused stream handshake.
    func failure(of response: HTTPResponse) -> ExchangeFailure
    /// The request weight that the exchange says is used up in the running minute, or `nil` if the answer tells nothing.
    func usedWeight(in response: HTTPResponse) -> Int?
}

import WickBinance
import WickFeed
import WickMarket
import WickWebSocket

/// Binance without its limits, so that thousands of series start in seconds: all else is ``BinanceExchange``'s.
struct BenchmarkExchange: Exchange {
    private let binance: BinanceExchange
    let limits = VenueLimits(
        streamsPerConnection: 10_000, messagesPerSecond: 1_000, namesPerRequest: 100, candlesPerRequest: 1_000,
        weightPerMinute: 1_000_000)

    init(port: Int) throws {
        binance = try BinanceExchange(
            venue: .binance, streamBaseURL: "ws://127.0.0.1:\(port)", restBaseURL: "http://127.0.0.1:\(port)")
    }

    var name: String { binance.name }
    var title: String { binance.title }
    var timeframes: [Timeframe] { binance.timeframes }
    var streamURL: String { binance.streamURL }
    var restURL: String { binance.restURL }

    func subscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] { binance.subscribeMessage(keys, id: id) }
    func unsubscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] { binance.unsubscribeMessage(keys, id: id) }
    func decode(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        binance.decode(message, in: table)
    }
    func candlesRequest(_ key: SeriesKey, from: Timestamp?, to: Timestamp?, limit: Int) -> RESTRequest {
        binance.candlesRequest(key, from: from, to: to, limit: limit)
    }
    func serverTimeRequest() -> RESTRequest { binance.serverTimeRequest() }
    func instrumentsRequest(_ symbols: [Symbol]) -> RESTRequest { binance.instrumentsRequest(symbols) }
    func candles(from response: HTTPResponse, of key: SeriesKey) throws(ExchangeFailure) -> [RESTCandle] {
        try binance.candles(from: response, of: key)
    }
    func serverTime(from response: HTTPResponse) throws(ExchangeFailure) -> Timestamp {
        try binance.serverTime(from: response)
    }
    func instruments(from response: HTTPResponse) throws(ExchangeFailure) -> [Instrument] {
        try binance.instruments(from: response)
    }
    func failure(of response: HTTPResponse) -> ExchangeFailure { binance.failure(of: response) }
    func usedWeight(in response: HTTPResponse) -> Int? { nil }
}

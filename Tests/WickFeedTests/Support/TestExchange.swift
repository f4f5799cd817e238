import WickFeed
import WickMarket
import WickWebSocket

/// An exchange that speaks the plainest protocol: words and whole numbers, a blank between them.
///
/// A stream message is `candle AUSDT 1m OPEN o h l c v n CLOSE STAMP closed|forming`, times in milliseconds; `shutdown`;
/// `ok 7`; or `no 7 words`. An answer has a row a line, `OPEN o h l c v n CLOSE`.
struct TestExchange: Exchange {
    var limits = VenueLimits(
        streamsPerConnection: 1024, messagesPerSecond: 5, namesPerRequest: 100, candlesPerRequest: 1000,
        weightPerMinute: 6000)

    let name = "test"
    let title = "Test"
    let timeframes = Timeframe.allCases
    var streamURL = "ws://exchange.test:80/stream"
    var restURL = ""

    // MARK: Streams

    func subscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] {
        Array((["sub"] + keys.map { "\($0.symbol)@\($0.timeframe)" }).joined(separator: " ").utf8)
    }

    func unsubscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] {
        Array((["unsub"] + keys.map { "\($0.symbol)@\($0.timeframe)" }).joined(separator: " ").utf8)
    }

    func decode(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        var reader = FieldReader(message)
        let kind = reader.field()
        if kind.elementsEqual("candle".utf8) {
            let (symbol, timeframe) = (reader.field(), reader.field())
            guard let series = table.index(symbol: symbol, timeframe: timeframe) else { return .unknownSeries }
            guard let row = reader.row(), let stamp = reader.number() else { return .malformed("fields", at: 0) }
            return .candle(
                CandleUpdate(
                    series: series, candle: row.candle, closeTime: row.closeTime,
                    exchangeTime: Timestamp(milliseconds: stamp), isClosed: reader.field().elementsEqual("closed".utf8))
            )
        }
        if kind.elementsEqual("shutdown".utf8) { return .shutdownAnnounced }
        if kind.elementsEqual("ok".utf8) { return .accepted(id: nil) }
        if kind.elementsEqual("no".utf8) { return .refused(id: nil, code: 2, message: "words") }
        return .malformed("a word", at: 0)
    }

    /// The text of a stream message.
    static func message(
        _ key: SeriesKey, _ candle: Candle, stamp: Timestamp, isClosed: Bool, closeTime: Timestamp? = nil
    ) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(160)
        text.append(contentsOf: "candle ".utf8)
        text.append(contentsOf: key.symbol.name.utf8)
        text.append(UInt8(ascii: " "))
        text.append(contentsOf: key.timeframe.rawValue.utf8)
        text.append(UInt8(ascii: " "))
        write(candle, key.timeframe, closeTime, to: &text)
        write(stamp.milliseconds, to: &text)
        text.append(contentsOf: (isClosed ? "closed" : "forming").utf8)
        return text
    }

    /// The text of a row.
    static func text(of candle: Candle, _ timeframe: Timeframe) -> String {
        var text: [UInt8] = []
        write(candle, timeframe, to: &text)
        return String(decoding: text.dropLast(), as: UTF8.self)
    }

    /// Writes a row with a blank behind each number; the prices have to be whole.
    static func write(_ candle: Candle, _ timeframe: Timeframe, _ closeTime: Timestamp? = nil, to text: inout [UInt8]) {
        write(candle.openTime.milliseconds, to: &text)
        write(Int64(candle.open), to: &text)
        write(Int64(candle.high), to: &text)
        write(Int64(candle.low), to: &text)
        write(Int64(candle.close), to: &text)
        write(Int64(candle.volume), to: &text)
        write(candle.trades, to: &text)
        let close = closeTime ?? timeframe.next(after: candle.openTime).advanced(byMilliseconds: -1)
        write(close.milliseconds, to: &text)
    }

    /// Writes a number and a blank; days of simulation write a lot of them.
    private static func write(_ number: Int64, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        var (rest, first) = (number.magnitude, text.count)
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        var last = text.count - 1
        while first < last {
            text.swapAt(first, last)
            (first, last) = (first + 1, last - 1)
        }
        text.append(UInt8(ascii: " "))
    }

    // MARK: Requests

    func candlesRequest(_ key: SeriesKey, from: Timestamp?, to: Timestamp?, limit: Int) -> RESTRequest {
        let (from, to) = (from.map { "\($0.milliseconds)" } ?? "_", to.map { "\($0.milliseconds)" } ?? "_")
        return RESTRequest(url: "klines \(key.symbol) \(key.timeframe) \(from) \(to) \(limit)", weight: 2)
    }

    func serverTimeRequest() -> RESTRequest { RESTRequest(url: "time", weight: 1) }

    func instrumentsRequest(_ symbols: [Symbol]) -> RESTRequest {
        RESTRequest(url: "instruments \(symbols.map(\.name).joined(separator: ","))", weight: 20)
    }

    func candles(from response: HTTPResponse, of key: SeriesKey) throws(ExchangeFailure) -> [RESTCandle] {
        guard response.status == 200 else { throw failure(of: response) }
        return response.body.withUnsafeBytes { bytes in
            var reader = FieldReader(bytes)
            var rows: [RESTCandle] = []
            while let row = reader.row() { rows.append(row) }
            return rows
        }
    }

    func serverTime(from response: HTTPResponse) throws(ExchangeFailure) -> Timestamp {
        guard response.status == 200 else { throw failure(of: response) }
        guard let time = Int64(String(decoding: response.body, as: UTF8.self)) else { throw failure(of: response) }
        return Timestamp(milliseconds: time)
    }

    /// The body has a symbol a word; one with a `-` before it is unavailable, one with a `~` not traded.
    func instruments(from response: HTTPResponse) throws(ExchangeFailure) -> [Instrument] {
        guard response.status == 200 else { throw failure(of: response) }
        let blank = UInt8(ascii: " ")
        let end = response.body.lastIndex { $0 != blank }.map { $0 + 1 } ?? 0  // an answer may be long for its blanks
        return response.body[..<end].split(separator: blank).compactMap { word in
            let name = word.drop { [UInt8(ascii: "-"), UInt8(ascii: "~")].contains($0) }
            let status: InstrumentStatus =
                switch word.first {
                case UInt8(ascii: "-"): .unavailable("BREAK")
                case UInt8(ascii: "~"): .halted("HALT")
                default: .trading
                }
            guard let symbol = try? Symbol(String(decoding: name, as: UTF8.self)) else { return nil }
            return Instrument(
                symbol: symbol, status: status, baseAsset: "", quoteAsset: "", rules: InstrumentRules())
        }
    }

    func failure(of response: HTTPResponse) -> ExchangeFailure {
        let pause = Duration.seconds(response.header("Retry-After").flatMap { Int($0) } ?? 60)
        let kind: ExchangeFailure.Kind =
            switch response.status {
            case 418: .banned(retryAfter: pause)
            case 429: .rateLimited(retryAfter: pause)
            case 403: .forbidden
            case 451: .locationRefused
            case 404: .unknownSymbol
            case 400: .invalidRequest
            case 500...: .serverSide
            default: .malformed
            }
        return ExchangeFailure(
            kind: kind, status: response.status, message: String(decoding: response.body, as: UTF8.self))
    }

    func usedWeight(in response: HTTPResponse) -> Int? { response.header("Used").flatMap { Int($0) } }
}

/// Reads words and numbers with blanks or line breaks between them.
private struct FieldReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func field() -> UnsafeRawBufferPointer {
        let first = at
        while at < bytes.count, bytes[at] > 32 { at += 1 }
        defer { at += 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[min(first, bytes.count)..<min(at, bytes.count)])
    }

    mutating func number() -> Int64? {
        let text = field()
        let isNegative = text.first == UInt8(ascii: "-")
        guard !text.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in isNegative ? text.dropFirst() : text[...] {
            guard (48...57).contains(byte) else { return nil }
            value = value &* 10 &+ Int64(byte - 48)
        }
        return isNegative ? -value : value
    }

    mutating func row() -> RESTCandle? {
        guard let open = number(), let o = number(), let h = number(), let l = number(), let c = number(),
            let v = number(), let n = number(), let close = number()
        else { return nil }
        return RESTCandle(
            candle: Candle(
                openTime: Timestamp(milliseconds: open), open: Double(o), high: Double(h), low: Double(l),
                close: Double(c), volume: Double(v), trades: n),
            closeTime: Timestamp(milliseconds: close))
    }
}

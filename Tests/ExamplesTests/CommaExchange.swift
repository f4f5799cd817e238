import WickFeed
import WickMarket
import WickWebSocket

/// A made-up exchange that says everything in lines of fields with commas between them.
struct CommaExchange: Exchange {
    let name = "comma", title = "Comma"
    let timeframes: [Timeframe] = [.oneMinute, .fiveMinutes]
    let limits = VenueLimits(
        streamsPerConnection: 100, messagesPerSecond: 5, namesPerRequest: 50, candlesPerRequest: 500,
        weightPerMinute: 600)
    let streamURL = "wss://stream.comma.example/candles"
    let restURL = "https://rest.comma.example"

    func subscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] { message("subscribe", keys, id) }
    func unsubscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] { message("unsubscribe", keys, id) }

    /// `candle,BTCUSDT,1m,SENT,CLOSED,OPEN_TIME,OPEN,HIGH,LOW,CLOSE,VOLUME`, or `ok,ID`.
    ///
    /// Millions of these an hour are to be read without an allocation: WickBinance shows how, this shows what.
    func decode(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        let fields = String(decoding: message, as: UTF8.self).split(separator: ",")
        if fields.count == 2, fields[0] == "ok" { return .accepted(id: Int(fields[1])) }
        guard fields.first == "candle" else { return .ignored }
        guard fields.count == 11, let sent = Int64(fields[3]), let candle = candle(fields[5...]) else {
            return .malformed("a candle has 11 fields", at: 0)
        }
        guard let timeframe = Timeframe(rawValue: String(fields[2])),
            let index = table.keys.firstIndex(where: { $0.symbol.name == fields[1] && $0.timeframe == timeframe })
        else { return .unknownSeries }
        return .candle(
            CandleUpdate(
                series: index, candle: candle, closeTime: closeTime(candle, timeframe),
                exchangeTime: Timestamp(milliseconds: sent), isClosed: fields[4] == "1"))
    }

    func candlesRequest(_ key: SeriesKey, from: Timestamp?, to: Timestamp?, limit: Int) -> RESTRequest {
        var url = "\(restURL)/candles?symbol=\(key.symbol)&timeframe=\(key.timeframe)&limit=\(limit)"
        if let from { url += "&from=\(from.milliseconds)" }
        if let to { url += "&to=\(to.milliseconds)" }
        return RESTRequest(url: url, weight: 1)
    }

    func serverTimeRequest() -> RESTRequest { RESTRequest(url: "\(restURL)/time", weight: 1) }
    func instrumentsRequest(_ symbols: [Symbol]) -> RESTRequest { RESTRequest(url: "\(restURL)/symbols", weight: 5) }

    func candles(from response: HTTPResponse, of key: SeriesKey) throws(ExchangeFailure) -> [RESTCandle] {
        var candles: [RESTCandle] = []
        for line in try lines(of: response) {
            guard let candle = candle(line[...]) else { throw unreadable(response) }
            candles.append(RESTCandle(candle: candle, closeTime: closeTime(candle, key.timeframe)))
        }
        return candles
    }

    func serverTime(from response: HTTPResponse) throws(ExchangeFailure) -> Timestamp {
        guard let time = try lines(of: response).first?.first.flatMap({ Int64($0) }) else { throw unreadable(response) }
        return Timestamp(milliseconds: time)
    }

    /// `BTCUSDT,BTC,USDT,TICK,STEP`
    func instruments(from response: HTTPResponse) throws(ExchangeFailure) -> [Instrument] {
        var found: [Instrument] = []
        for line in try lines(of: response) {
            // Nobody can ask for what our vocabulary has no name for.
            guard line.count == 5, let symbol = try? Symbol(String(line[0])) else { continue }
            let rules = InstrumentRules(tickSize: Double(line[3]), stepSize: Double(line[4]))
            found.append(
                Instrument(
                    symbol: symbol, status: .trading, baseAsset: String(line[1]), quoteAsset: String(line[2]),
                    rules: rules))
        }
        return found
    }

    func failure(of response: HTTPResponse) -> ExchangeFailure {
        let wait = response.header("Retry-After").flatMap { Int($0) } ?? 60
        let kind: ExchangeFailure.Kind =
            switch response.status {
            case 429: .rateLimited(retryAfter: .seconds(wait))
            case 400..<500: .invalidRequest
            default: .serverSide
            }
        return ExchangeFailure(kind: kind, status: response.status, message: "refused")
    }

    func usedWeight(in response: HTTPResponse) -> Int? { response.header("Used-Weight").flatMap { Int($0) } }

    private func message(_ word: String, _ keys: [SeriesKey], _ id: Int) -> [UInt8] {
        Array("\(word),\(id),\(keys.map { "\($0.symbol)@\($0.timeframe)" }.joined(separator: ","))".utf8)
    }

    /// `OPEN_TIME,OPEN,HIGH,LOW,CLOSE,VOLUME`
    private func candle(_ fields: ArraySlice<Substring>) -> Candle? {
        let numbers = fields.compactMap { Double($0) }
        guard fields.count == 6, numbers.count == 6, let openTime = Int64(fields[fields.startIndex]) else { return nil }
        return Candle(
            openTime: Timestamp(milliseconds: openTime), open: numbers[1], high: numbers[2], low: numbers[3],
            close: numbers[4], volume: numbers[5])
    }

    private func closeTime(_ candle: Candle, _ timeframe: Timeframe) -> Timestamp {
        timeframe.next(after: candle.openTime).advanced(byMilliseconds: -1)
    }

    private func lines(of response: HTTPResponse) throws(ExchangeFailure) -> [[Substring]] {
        guard response.status == 200 else { throw failure(of: response) }
        return String(decoding: response.body, as: UTF8.self).split(separator: "\n").map { $0.split(separator: ",") }
    }

    private func unreadable(_ response: HTTPResponse) -> ExchangeFailure {
        ExchangeFailure(kind: .malformed, status: response.status, message: "the answer cannot be read")
    }
}

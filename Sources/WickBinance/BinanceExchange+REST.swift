import FoundationEssentials
import WickFeed
import WickMarket
import WickWebSocket

extension BinanceExchange {
    /// The most symbols asked for by name: the address stays well below the 8,000 bytes that servers take. Beyond
    /// it all are asked for, at the same weight.
    static let namedSymbolsMax = 50

    // MARK: Requests

    public func candlesRequest(_ key: SeriesKey, from: Timestamp?, to: Timestamp?, limit: Int) -> RESTRequest {
        let limit = min(max(limit, 1), limits.candlesPerRequest)
        var url = "\(restURL)/klines?symbol=\(Self.encoded(key.symbol.name))&interval=\(key.timeframe.rawValue)"
        if let from { url += "&startTime=\(from.milliseconds)" }
        if let to { url += "&endTime=\(to.milliseconds)" }
        return RESTRequest(url: url + "&limit=\(limit)", weight: venue.candlesWeight(limit: limit))
    }

    public func serverTimeRequest() -> RESTRequest { RESTRequest(url: "\(restURL)/time", weight: 1) }

    /// Asks for up to `namedSymbolsMax` symbols by name, else for all; USD-M always answers with all. One unknown
    /// name makes spot refuse the whole request, as `ExchangeFailure.Kind.unknownSymbol`.
    public func instrumentsRequest(_ symbols: [Symbol]) -> RESTRequest {
        let isNamed = venue != .binanceUSDM && (1...Self.namedSymbolsMax).contains(symbols.count)
        let names = symbols.map { "\"\($0.name)\"" }.joined(separator: ",")
        let query = isNamed ? "?symbols=\(Self.encoded("[\(names)]"))" : ""
        return RESTRequest(url: "\(restURL)/exchangeInfo\(query)", weight: venue.instrumentsWeight)
    }

    /// The text for the query of a URL: everything but RFC 3986's unreserved characters as `%XX` of its UTF-8.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    // MARK: Answers

    /// - Throws: also, as `ExchangeFailure.Kind.malformed`, if the rows are not in ascending order of open time.
    public func candles(from response: HTTPResponse, of key: SeriesKey) throws(ExchangeFailure) -> [RESTCandle] {
        let candles = try decode([KlineRow].self, from: response, of: "candles of \(key)").map(\.candle)
        for (earlier, later) in zip(candles, candles.dropFirst())
        where earlier.candle.openTime >= later.candle.openTime {
            throw malformed("the candles of \(key) are not in order of open time", response)
        }
        return candles
    }

    public func serverTime(from response: HTTPResponse) throws(ExchangeFailure) -> Timestamp {
        Timestamp(wire: try decode(ServerTime.self, from: response, of: "server time").serverTime)
    }

    /// Symbols whose names are none in our vocabulary are left out: nobody can ask for them.
    public func instruments(from response: HTTPResponse) throws(ExchangeFailure) -> [Instrument] {
        try decode(ExchangeInfo.self, from: response, of: "symbols").symbols.compactMap(\.instrument)
    }

    public func usedWeight(in response: HTTPResponse) -> Int? {
        response.header("X-MBX-USED-WEIGHT-1M").flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
    }

    private struct ServerTime: Decodable { let serverTime: Int64 }

    private func decode<Answer: Decodable>(
        _ type: Answer.Type, from response: HTTPResponse, of what: String
    ) throws(ExchangeFailure) -> Answer {
        guard response.status == 200 else { throw failure(of: response) }
        do {
            return try JSONDecoder().decode(type, from: Data(response.body))
        } catch {
            // Some proxies answer 200 around an error of the exchange.
            if ErrorBody(response.body)?.code != nil { throw failure(of: response) }
            throw malformed("the answer with the \(what) cannot be read: \(DecodingError.words(for: error))", response)
        }
    }

    private func malformed(_ message: String, _ response: HTTPResponse) -> ExchangeFailure {
        ExchangeFailure(kind: .malformed, status: response.status, message: WireText.cleaned(message))
    }
}

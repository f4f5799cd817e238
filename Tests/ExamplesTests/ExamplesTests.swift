import Foundation
import Testing
import WickFeed
import WickMarket
import WickStrategy
import WickTestKit
import WickWebSocket

/// The README's examples do what they are there for, and stand there as they are here.
struct ExamplesTests {
    @Test("the strategy gives a signal at the end of a streak")
    func strategy() throws {
        var streak = try Streak.kind.make(parameters: ["length": .integer(2)], minCandlesRequired: 3)
        let words = candles(closes: [10, 11, 12, 12, 11, 10]).map { candle in
            let series = CandleSeries(capacity: 50)
            let preview = streak.preview(forming: candle, in: series)
            let decision = streak.update(closed: candle, in: series)
            #expect(preview == decision)
            #expect(streak.rules(for: decision).allSatisfy { $0.holds == true } == (decision.signal != nil))
            return decision.word
        }
        #expect(words == ["insufficient_data", "insufficient_data", "LONG", "no_setup", "no_setup", "SHORT"])
        streak.reset()
        let first = streak.update(closed: candles(closes: [9])[0], in: CandleSeries(capacity: 50))
        #expect(first.readings.candles == 1)
    }

    @Test("the strategy's parameters are checked as those of every other")
    func parameters() {
        #expect(Streak.kind.mistakes(in: ["length": .integer(0)]).count == 1)
        #expect(Streak.kind.mistakes(in: ["width": .integer(1)]).count == 1)
    }

    @Test("the feed connects to the exchange, and asks it for its clock")
    func feed() throws {
        var feed = Feed(
            exchange: CommaExchange(), keys: [try key()], settings: FeedSettings(), userAgent: "test",
            random: SeededRandom(seed: 1), now: .now)
        feed.start(now: .now)
        var (hosts, urls): ([String], [String]) = ([], [])
        while let action = feed.nextAction() {
            switch action {
            case .open(_, let host, _, _): hosts.append(host)
            case .get(_, let url, _): urls.append(url)
            case .send, .close, .decode: break
            }
        }
        #expect(hosts == ["stream.comma.example"])
        #expect(urls.contains("https://rest.comma.example/time"))
    }

    @Test("the exchange's messages and answers are read")
    func exchange() throws {
        let (exchange, table) = (CommaExchange(), SeriesTable([try key()]))
        func decoded(_ text: String) -> StreamMessage {
            Array(text.utf8).withUnsafeBytes { exchange.decode($0, in: table) }
        }
        let candle = Candle(
            openTime: Timestamp(milliseconds: 60_000), open: 1, high: 3, low: 0.5, close: 2, volume: 7)
        let closeTime = Timestamp(milliseconds: 119_999)
        #expect(
            decoded("candle,BTCUSDT,1m,61000,0,60000,1,3,0.5,2,7")
                == .candle(
                    CandleUpdate(
                        series: 0, candle: candle, closeTime: closeTime,
                        exchangeTime: Timestamp(milliseconds: 61_000), isClosed: false)))
        #expect(decoded("candle,ETHUSDT,1m,61000,0,60000,1,3,0.5,2,7") == .unknownSeries)
        #expect(decoded("candle,BTCUSDT") == .malformed("a candle has 11 fields", at: 0))
        #expect(decoded("ok,7") == .accepted(id: 7))

        let rows = HTTPResponse(status: 200, body: Array("60000,1,3,0.5,2,7\n".utf8))
        #expect(try exchange.candles(from: rows, of: key()) == [RESTCandle(candle: candle, closeTime: closeTime)])
        let refusal = HTTPResponse(status: 429, headers: [HTTPHeader(name: "Retry-After", value: "5")])
        #expect(throws: ExchangeFailure(kind: .rateLimited(retryAfter: .seconds(5)), status: 429, message: "refused")) {
            try exchange.serverTime(from: refusal)
        }
        let symbols = HTTPResponse(status: 200, body: Array("BTCUSDT,BTC,USDT,0.01,0.001\n".utf8))
        #expect(try exchange.instruments(from: symbols).map(\.baseAsset) == ["BTC"])
    }

    @Test("README shows the examples as they are", arguments: ["Streak", "CommaExchange"])
    func readme(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "\(name).swift")
        var code = try String(contentsOf: file, encoding: .utf8)
        if let rest = code.range(of: "\n    func candlesRequest") {
            code = code[..<rest.lowerBound] + "\n    // … requests, their answers, and what failures mean\n}\n"
        }
        let part = "\n```swift\n\(code)```\n\n"
        #expect(try Readme.part(name, current: part) == part, "run `make readme`")
    }

    private func key() throws -> SeriesKey { SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute) }

    private func candles(closes: [Double]) -> [Candle] {
        closes.enumerated().map { CandleMaker.candle($0, close: $1) }
    }
}

import Testing
import WickArchive
import WickMarket
import WickTestKit

@testable import WickSimulator

struct RecordedMarketTests {
    private static let folder = "data/binance-spot-klines"

    private func market(_ names: [String]) throws -> RecordedMarket {
        try RecordedMarket(paths: names.map { SharedData.path("\(Self.folder)/\($0)") })
    }

    private func record(_ minute: Int, close: Double, volume: Double = 1) -> KlineRecord {
        let candle = CandleMaker.candle(minute, close: close, volume: volume)
        return KlineRecord(candle: candle, closeTime: candle.openTime.advanced(byMilliseconds: 59_999))
    }

    private func market(minutes: [Int]) throws -> RecordedMarket {
        let key = SeriesKey(symbol: try Symbol("ABCUSDT"), timeframe: .oneMinute)
        return RecordedMarket(series: [key: minutes.map { record($0, close: 10.25 + Double($0)) }])
    }

    @Test("keeps holes, in units as in longer candles")
    func keepsHoles() throws {
        let market = try market(minutes: [0, 1, 2, 11, 12, 15])
        let start = CandleMaker.start.milliseconds
        #expect(market.beginning == start)
        let minutes = try MarketFixture.assembler("ABCUSDT", .oneMinute, in: market)
        let later = start + 86_400_000
        func openTimes(_ assembler: KlineAssembler, _ from: Int64?, _ limit: Int = 100) -> [Int64] {
            assembler.klines(from: from, to: nil, limit: limit, asOf: later).map { ($0.openTime - start) / 60_000 }
        }
        #expect(openTimes(minutes, start) == [0, 1, 2, 11, 12, 15])
        #expect(openTimes(minutes, nil, 3) == [11, 12, 15])
        #expect(openTimes(minutes, start + 121_000) == [11, 12, 15])
        let fives = try MarketFixture.assembler("ABCUSDT", .fiveMinutes, in: market)
        #expect(openTimes(fives, start) == [0, 10, 15])
        #expect(openTimes(fives, nil, 2) == [10, 15])
        #expect(fives.kline(openingAt: start, asOf: later)?.closeTime == start + 299_999)
        #expect(minutes.klines(from: nil, to: nil, limit: 9, asOf: start).isEmpty)  // nothing has been traded yet
    }

    @Test("plays what there is, and nothing after the end")
    func playsToTheEnd() throws {
        let market = try market(minutes: [0, 1, 2, 11, 12, 15])
        let assembler = try MarketFixture.assembler("ABCUSDT", .fiveMinutes, in: market)
        let start = CandleMaker.start.milliseconds
        let feed = KlineFeed(assembler, pace: .milestones, sendsQuietCandles: true, now: start)
        var running = try #require(feed)
        var pushes: [KlinePush] = []
        while running.nextEvent != nil {
            if let push = running.fire() { pushes.append(push) }
        }
        let closed = pushes.filter(\.isClosed)
        #expect(closed.map { ($0.kline.openTime - start) / 60_000 } == [0, 10])  // the third is not over
        #expect(closed.allSatisfy { (2...6).contains($0.eventTime - $0.kline.closeTime) })
        #expect(pushes.last?.kline.openTime == start + 15 * 60_000)
    }

    @Test("plays numbers that no market has without a trap", arguments: [1e-300, 1e300, 1e15 / 3])
    func hostileNumbers(number: Double) throws {
        let key = SeriesKey(symbol: try Symbol("ABCUSDT"), timeframe: .oneMinute)
        var hostile = record(0, close: number, volume: number)
        hostile.candle.trades = .max
        let market = RecordedMarket(series: [key: [hostile, record(1, close: 1)]])
        let assembler = try MarketFixture.assembler("ABCUSDT", .fiveMinutes, in: market)
        let start = CandleMaker.start.milliseconds
        for pace in [KlineFeed.Pace.milestones, .every(milliseconds: 250)] {
            let feed = KlineFeed(assembler, pace: pace, sendsQuietCandles: true, now: start)
            var running = try #require(feed)
            var text = ByteText()
            let writer = KlineText(
                symbol: "ABCUSDT", interval: "5m",
                digits: KlineDigits(venue: .binance, instrument: market.instruments[0]))
            while running.nextEvent != nil {
                if let push = running.fire() { writer.write(push, isCombined: true, unit: .milliseconds, to: &text) }
            }
            #expect(!text.bytes.isEmpty)
        }
    }

    @Test("lists a symbol with the digits seen and without rules")
    func listsWithoutRules() throws {
        let instrument = try #require(try market(minutes: [0, 1]).instruments.first)
        #expect([instrument.base, instrument.quote] == ["ABC", "USDT"])
        #expect(instrument.priceDigits == 2 && instrument.sizeDigits == 0 && !instrument.statesRules)
        var rules = VenueRules(.binance)
        rules.weightPerMinute = 100
        let text = ExchangeInfoText(venue: .binance, rules: rules, unit: .milliseconds)
        let body = String(decoding: text.body([instrument], now: 0), as: UTF8.self)
        #expect(body.contains(#""tickSize":"0.00000000""#) && body.contains(#""stepSize":"0.00000000""#))
        #expect(body.contains(#""minNotional":"0.00000000""#) && body.contains(#""quoteAssetPrecision":2"#))
    }

    @Test("says which path is wrong")
    func refusesPaths() {
        #expect(throws: SimulatorError.unreadableRecording(.missing(path: "/nowhere/X-1m-2024.csv"))) {
            try RecordedMarket(paths: ["/nowhere/X-1m-2024.csv"])
        }
        #expect(throws: SimulatorError.self) { try RecordedMarket(paths: []) }
    }

    @Test(
        "makes the exchange's own longer candles from its minutes, through the outage too",
        .enabled(if: SharedData.isPresent, "\(SharedData.absence)"),
        arguments: [
            ("BTCUSDT", "15m", "2023-03-24", 91), ("BTCUSDT", "1h", "2023-03-24", 23),
            ("ETHUSDT", "15m", "2024-03-05", 96),
            ("SOLUSDT", "1h", "2024-03-05", 24), ("BTCUSDT", "1d", "2024-03-05", 1),
        ])
    func equalsLongerCandles(symbol: String, interval: String, date: String, count: Int) throws {
        let market = try market(["1m/\(symbol)-1m-\(date).csv.gz"])
        let timeframe = try Timeframe(interval)
        let path = SharedData.path("\(Self.folder)/\(interval)/\(symbol)-\(interval)-\(date).csv")
        var expected: [KlineRecord] = []
        try KlineFile(path: path).forEachRecord { expected.append($0) }
        let assembler = try MarketFixture.assembler(symbol, timeframe, in: market)
        let made = assembler.klines(from: 0, to: nil, limit: 1000, asOf: .max / 2)
        #expect(made.count == count && expected.count == count)
        for (kline, record) in zip(made, expected) {
            #expect(kline.candle == record.candle && kline.closeTime == record.closeTime.milliseconds)
            #expect(kline.quoteVolume.double == record.quoteVolume)
            #expect(kline.takerVolume.double == record.takerBuyVolume)
            #expect(kline.takerQuoteVolume.double == record.takerBuyQuoteVolume)
        }
    }

    @Test(
        "serves a recorded day over a socket exactly as the file has it: each candle once, in order, the early close too",
        .enabled(if: SharedData.isPresent, "\(SharedData.absence)"),
        arguments: [
            (["BTCUSDT", "ARBUSDT"], "2023-03-24", 1360), (["BTCUSDT", "ETHUSDT", "SOLUSDT"], "2024-03-05", 1440),
        ])
    func servesTheFile(symbols: [String], date: String, count: Int) async throws {
        let paths = symbols.map { SharedData.path("\(Self.folder)/1m/\($0)-1m-\(date).csv.gz") }
        var options = SimulatorOptions()
        (options.market, options.speed) = (.recorded(paths: paths), .asFastAsRead)
        options.closesAtEndOfRecording = true
        let exchange = SimulatedExchange(options: options)
        let port = try await exchange.start().port
        let frames = try await LoopbackClient.offThread {
            let client = try LoopbackClient(port: port)
            let streams = symbols.map { "\($0.lowercased())@kline_1m" }.joined(separator: "/")
            _ = try client.handshake("/stream?streams=\(streams)")
            var frames: [[UInt8]] = []
            while true {
                let frame = try client.frame()
                if frame.opcode == 8 { return frames }
                if frame.opcode == 1 { frames.append(frame.payload) }
            }
        }
        await exchange.stop()
        for path in paths {
            let file = try KlineFile(path: path)
            var expected: [KlineRecord] = []
            try file.forEachRecord { expected.append($0) }
            let sent = try frames.compactMap { try KlineFrame($0) }.filter {
                $0.symbol == file.symbol.name && $0.isClosed
            }
            #expect(sent.map(\.record) == expected && expected.count == count)
        }
    }
}

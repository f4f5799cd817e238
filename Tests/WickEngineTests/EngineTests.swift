import Testing
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

struct EngineTests {
    @Test("a series that takes the place of a removed one starts with a strategy of its own and no past")
    func addsAndRemoves() throws {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT"])
        for index in 0..<5 { feed.close(CandleMaker.candle(index), of: 1) }
        #expect(feed.engine.lastDecision(of: 1) != nil && feed.engine.canAdd)
        let logNewest = feed.engine.logNewest
        feed.engine.remove(1)
        #expect(feed.engine.lastDecision(of: 1) == nil && feed.engine.logNewest == logNewest)
        let keys = try ["SOLUSDT", "ADAUSDT"].map { SeriesKey(symbol: try Symbol($0), timeframe: .oneMinute) }
        feed.engine.add(keys[0], at: 1)
        feed.engine.add(keys[1], at: 2)
        #expect(feed.engine.keys.dropFirst() == keys[...] && feed.engine.lastDecision(of: 1) == nil)
    }

    @Test("a signal becomes a numbered record with its plan")
    func signalBecomesRecord() throws {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT"])
        #expect(feed.close(CandleMaker.candle(0, volume: 1)) == nil)
        let first = try #require(feed.close(CandleMaker.candle(0, volume: 60), of: 1))
        #expect((first.number, first.key.symbol.name, first.isLate) == (1, "ETHUSDT", false))
        #expect(first.openTime == CandleMaker.start)
        #expect(first.signal.entry == 100 && first.readings.candles == 1)
        let expected = RiskEngine(settings: RiskSettings()).plan(
            for: first.signal, equity: 10_000, rules: InstrumentRules())
        #expect(first.verdict == expected)
        guard case .plan = first.verdict else { return #expect(Bool(false), "\(first.verdict)") }
        let second = try #require(feed.close(CandleMaker.candle(1, volume: 60)))
        #expect(second.number == 2)
        #expect(Array(feed.engine.log) == [first, second] && feed.engine.logNewest == 2)
    }

    @Test("history gives no record, and what was fetched late is marked")
    func timeliness() throws {
        let feed = try TestFeed()
        #expect(feed.close(CandleMaker.candle(0, volume: 60), .history) == nil)
        #expect(feed.engine.lastDecision(of: 0)?.signal != nil)
        #expect(feed.engine.log.isEmpty && feed.engine.logNewest == 0)
        #expect(feed.close(CandleMaker.candle(1, volume: 60), .late)?.isLate == true)
        #expect(feed.close(CandleMaker.candle(2, volume: 60), .fresh)?.isLate == false)
    }

    @Test("a hole makes the strategy start anew: no signal until the window is whole again")
    func holeResets() throws {
        let feed = try TestFeed(strategy: SteadyStrategy(needed: 3))
        for index in 0..<3 { feed.close(CandleMaker.candle(index, volume: 60)) }
        #expect(feed.engine.logNewest == 1)
        #expect(feed.close(CandleMaker.candle(5, volume: 60), holesBefore: 2) == nil)
        #expect(feed.engine.lastDecision(of: 0)?.noSignalReason == .insufficientData)
        #expect(feed.engine.lastDecision(of: 0)?.readings.candles == 1)
        #expect(feed.close(CandleMaker.candle(6, volume: 60)) == nil)
        #expect(feed.close(CandleMaker.candle(7, volume: 60))?.number == 2)
    }

    @Test("a plan that risk refuses is recorded with its reason, by the symbol's own rules")
    func refusal() throws {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT"])
        feed.engine.take(rules: InstrumentRules(minNotional: 1e9), of: 1)
        guard case .plan = feed.close(CandleMaker.candle(0, volume: 60))?.verdict else {
            return #expect(Bool(false), "no plan")
        }
        guard case .refused(let refusal) = feed.close(CandleMaker.candle(0, volume: 60), of: 1)?.verdict else {
            return #expect(Bool(false), "no refusal")
        }
        #expect(refusal.rule == .minNotional)
    }

    @Test("the log keeps the newest records, and numbers run on")
    func logIsBounded() throws {
        let feed = try TestFeed(capacity: 10)
        let count = Engine.logMax + 25
        for index in 0..<count { feed.close(CandleMaker.candle(index, volume: 60)) }
        #expect(feed.engine.log.count == Engine.logMax && feed.engine.logNewest == count)
        #expect(feed.engine.log.first?.number == 26 && feed.engine.log.last?.number == count)
    }

    @Test(
        "after a correction everything is as if the right values had come at once, whatever the buffer has forgotten",
        arguments: 0..<40 as Range<UInt64>)
    func rebuild(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let candles = CandleMaker.randomWalk(60, using: &random).enumerated().filter { $0.offset != 30 }.map(\.element)
        let capacity = seed < 20 ? 100 : Int.random(in: 1...40, using: &random)
        let wrong = Int.random(in: max(0, candles.count - capacity)..<candles.count, using: &random)
        let strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi").make(
            parameters: ["volume_multiplier": .number(0.5)], minCandlesRequired: 5)
        let (feed, fresh) = (
            try TestFeed(capacity: capacity, strategy: strategy), try TestFeed(capacity: capacity, strategy: strategy)
        )
        for (index, candle) in candles.enumerated() {
            var first = candle
            if index == wrong { (first.high, first.close, first.volume) = (candle.high * 2, candle.high * 2, 1e4) }
            feed.close(first, .history, holesBefore: index == 30 ? 1 : 0)
            fresh.close(candle, .history, holesBefore: index == 30 ? 1 : 0)
        }
        feed.correct(candles[wrong])
        feed.engine.rebuild(0, from: feed.router.buffers[0])
        let now = ContinuousClock.now
        #expect(feed.snapshot(now: now) == fresh.snapshot(now: now))
        #expect(feed.engine.lastDecision(of: 0) == fresh.engine.lastDecision(of: 0))
        let next = Candle(
            openTime: CandleMaker.candle(60).openTime, open: 100, high: 120, low: 90, close: 115, volume: 500)
        #expect(feed.close(next) == fresh.close(next))
    }

    @Test("a correction takes back no signal and adds none")
    func correctionKeepsLog() throws {
        let feed = try TestFeed()
        feed.close(CandleMaker.candle(0, volume: 60))
        feed.close(CandleMaker.candle(1, volume: 1))
        let log = feed.engine.log
        feed.correct(CandleMaker.candle(0, volume: 1))
        feed.correct(CandleMaker.candle(1, volume: 60))
        feed.engine.rebuild(0, from: feed.router.buffers[0])
        #expect(feed.engine.log == log && feed.engine.logNewest == 1)
        #expect(feed.engine.lastDecision(of: 0)?.signal != nil)
    }

    @Test("on recorded candles it gives what strategy and risk give by themselves", arguments: 0..<5 as Range<UInt64>)
    func equalsItsParts(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        let parameters: [String: ParameterValue] = ["atr_min_threshold": .number(0), "volume_multiplier": .number(1)]
        var alone = try kind.make(parameters: parameters, minCandlesRequired: 30)
        let feed = try TestFeed(strategy: alone)
        let risk = RiskEngine(settings: RiskSettings())
        var series = CandleSeries(capacity: 100)
        var given = 0
        for candle in CandleMaker.randomWalk(1_000, using: &random) {
            series.append(candle)
            let decision = alone.update(closed: candle, in: series)
            let record = feed.close(candle)
            #expect(record?.signal == decision.signal)
            guard let record, let signal = decision.signal else { continue }
            given += 1
            #expect(record.number == given && record.readings == decision.readings)
            #expect(record.verdict == risk.plan(for: signal, equity: 10_000, rules: InstrumentRules()))
        }
        #expect(given > 10)
    }
}

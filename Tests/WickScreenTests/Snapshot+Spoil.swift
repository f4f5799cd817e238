import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickTestKit

extension Snapshot {
    /// Values that no sound core sends.
    mutating func spoil(using random: inout SeededRandom) {
        let values = [Double.nan, .infinity, -.infinity, 0, -1, 1e300, .leastNonzeroMagnitude, 1e15, 123_456_789.123]
        func value() -> Double { values.randomElement(using: &random) ?? 0 }
        exchange =
            ["", "币安 交易所", "a\u{1B}[2Jb\n", String(repeating: "long ", count: 99)].randomElement(using: &random) ?? ""
        status = FeedStatus(
            state: FeedState.allCases.randomElement(using: &random) ?? .live, detail: "x\u{7}\u{202E}\t",
            attempt: .random(in: -1...(.max), using: &random), retryAt: ContinuousClock().now + .seconds(5))
        mode = [.live, .simulated(speed: value()), .replay(speed: nil)].randomElement(using: &random) ?? .live
        exchangeTime =
            [nil, Timestamp(milliseconds: 0), Timestamp(milliseconds: 1 << 55)].randomElement(using: &random) ?? nil
        dataAge = [nil, .seconds(-5), .seconds(1 << 40)].randomElement(using: &random) ?? nil
        firstRow = .random(in: -3...3, using: &random)
        logNewest = [0, 1, .max, -1].randomElement(using: &random) ?? 0
        seriesCount = [0, 1, .max, -1].randomElement(using: &random) ?? 0
        for index in rows.indices {
            rows[index].last = value()
            rows[index].changeDay = Lookback(
                value(), over: .seconds(Int.random(in: -9...(1 << 40), using: &random)))
            rows[index].turnover = Lookback(value(), over: .zero)
            rows[index].closes = (0..<20).map { _ in value() }
            rows[index].ledger.holes = [.max, -1].randomElement(using: &random) ?? 0
            rows[index].priceDigits = .random(in: -5...30, using: &random)
            rows[index].readings.rsi = value()
            rows[index].readings.atr = value()
            rows[index].readings.volumeAverage = value()
            rows[index].state = .unavailable("\u{1B}c")
        }
        if Bool.random(using: &random) { selected = nil }
        if Bool.random(using: &random) { selected?.candles = [] }
        selected?.baseAsset = "币\u{1B}[2J"
        selected?.quoteAsset = String(repeating: "交易 ", count: 40)
        selected?.priceDigits = .random(in: -5...30, using: &random)
        selected?.forming?.high = value()
        selected?.outlook = nil
        selected?.lastRecord = log.first
        selectedRow = [nil, -7, .max, 2].randomElement(using: &random) ?? nil
        (logMatches, logMatchNewest) = (.random(in: -3...(.max), using: &random), 5)
        events = [FeedMoment(time: exchangeTime, isTrouble: true, text: "\u{1B}[2J币安 \n交易所 gone")]
        connections = [
            ConnectionReport(
                number: .max, phase: .waiting(.seconds(1 << 40)), streams: -1, awaited: .max, age: .seconds(-4),
                roundTrip: .seconds(1 << 50))
        ]
        for index in (selected?.candles ?? []).indices where Bool.random(using: &random) {
            selected?.candles[index].candle.close = value()
            selected?.candles[index].candle.low = value()
            selected?.candles[index].candle.volume = value()
            selected?.candles[index].followsHole = true
        }
        for index in log.indices {
            log[index].isLate = Bool.random(using: &random)
            let refusal = Refusal(rule: .minNotional, detail: "4.12 is below \u{9B}5")
            let plan = Plan(
                side: .short, entry: value(), stopLoss: value(), takeProfit: value(), size: value(), notional: value(),
                risk: value(), reward: value(), cost: value())
            log[index].verdict =
                [.noSignal, .refused(refusal), .plan(plan)].randomElement(using: &random) ?? .noSignal
            log[index].readings.emaFast = value()
        }
        messages = (0..<Int.random(in: 0...9, using: &random)).map { _ in
            LogEntry(
                number: [0, -1, .max].randomElement(using: &random) ?? 0, time: Timestamp(milliseconds: 1 << 55),
                level: .error, source: "\u{1B}[2J", text: String(repeating: "币安 x", count: 50))
        }
        if Bool.random(using: &random) { journalTrouble = "the disk is full" }
        symbolList =
            [
                .fetching, .failed("\u{1B}[2J币安 gone"),
                .known(
                    rows.map { row in
                        ListedSymbol(
                            symbol: row.key.symbol, status: .unavailable("\u{202E}BREAK"), baseAsset: "币\u{1B}[2J",
                            quoteAsset: String(repeating: "交易", count: 40), tickSize: value())
                    }),
            ].randomElement(using: &random) ?? .unasked
    }
}

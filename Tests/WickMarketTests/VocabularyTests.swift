import Testing
import WickMarket
import WickTestKit

struct SymbolTests {
    @Test("takes names in any case", arguments: ["btcusdt", "BTCUSDT_230929", "1000SATSUSDT", "币安人生USDT"])
    func takes(name: String) throws {
        #expect(try Symbol(name).name == name.uppercased())
    }

    @Test(
        "refuses what cannot be a name",
        arguments: ["", "BTC USDT", "BTC/USDT", "BTC\u{1B}[2J", "\u{202E}BTC", String(repeating: "A", count: 33)])
    func refuses(name: String) {
        #expect(throws: MarketError.malformedSymbol(name)) { try Symbol(name) }
    }
}

struct TimeframeTests {
    @Test("reads its own names, and tells a minute from a month")
    func names() throws {
        for timeframe in Timeframe.allCases { #expect(try Timeframe(timeframe.rawValue) == timeframe) }
        #expect(throws: MarketError.unknownTimeframe("1M")) { try Timeframe("1M") }
    }

    @Test("puts a time on its grid, before 1970 too", arguments: Timeframe.allCases)
    func grid(timeframe: Timeframe) {
        for milliseconds in [0, 1, -1, 1_709_510_459_999] as [Int64] {
            let open = timeframe.openTime(containing: Timestamp(milliseconds: milliseconds))
            #expect(timeframe.isOnGrid(open))
            #expect((0..<timeframe.milliseconds).contains(milliseconds - open.milliseconds))
        }
    }
}

struct UTCTimeTests {
    @Test(
        "prints known instants",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_827_696_789, "2000-02-29T12:34:56.789Z"),
            (1_709_510_400_000, "2024-03-04T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func prints(milliseconds: Int64, text: String) {
        #expect(UTCTime(Timestamp(milliseconds: milliseconds)).iso8601 == text)
    }
}

struct CandleTests {
    @Test("tells why a candle cannot be true")
    func flaws() {
        let sound = CandleMaker.candle(0)
        func flaw(_ change: (inout Candle) -> Void) -> CandleFlaw? {
            var candle = sound
            change(&candle)
            return candle.flaw(in: .oneMinute)
        }
        #expect(flaw { _ in } == nil)
        #expect(flaw { $0.close = .nan } == .notFinite)
        #expect(flaw { $0.low = 0 } == .priceNotPositive)
        #expect(flaw { $0.high = 99 } == .outsideHighAndLow)
        #expect(flaw { $0.volume = -1 } == .negativeVolume)
        #expect(flaw { $0.openTime = $0.openTime.advanced(byMilliseconds: 1) } == .offGrid)
    }
}

struct InstrumentRulesTests {
    @Test("rounds prices to the nearest tick and sizes down to the step")
    func rounds() {
        let rules = InstrumentRules(tickSize: 0.01, stepSize: 0.1, minNotional: 5)
        #expect(rules.roundedToTick(3507.7467857142856) == 3507.75)
        #expect(rules.roundedDownToStep(0.5704408937667924) == 0.5)
        #expect(rules.roundedDownToStep(0.3) == 0.3)
        #expect(rules.priceDigits == 2)
        #expect(rules.sizeDigits == 1)
    }

    @Test("a rule of zero is no rule")
    func zeroDisables() {
        let rules = InstrumentRules(tickSize: 0, stepSize: 0)
        #expect(rules.roundedToTick(1.23456789) == 1.23456789)
        #expect(rules.priceDigits == nil)
    }

    @Test(
        "shows every multiple of the step", arguments: [(1e-8, 8), (0.00001, 5), (0.5, 1), (0.25, 2), (1, 0), (10, 0)])
    func digits(tickSize: Double, digits: Int) {
        #expect(InstrumentRules(tickSize: tickSize).priceDigits == digits)
    }
}

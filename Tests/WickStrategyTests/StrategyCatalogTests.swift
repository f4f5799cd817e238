import Testing
import WickMarket
import WickStrategy
import WickTestKit

struct StrategyCatalogTests {
    /// For each parameter a value that must change what the strategy says.
    static let changes: [(String, ParameterValue)] = [
        ("ema_fast", .integer(4)), ("ema_slow", .integer(15)), ("rsi_period", .integer(9)),
        ("rsi_smoothing", .text("wilder")), ("rsi_long_min", .number(64.5)), ("rsi_long_max", .integer(60)),
        ("rsi_short_min", .integer(40)), ("rsi_short_max", .integer(35)), ("rsi_extreme_low", .integer(30)),
        ("rsi_extreme_high", .integer(70)), ("volume_multiplier", .number(1.2)), ("volume_lookback", .integer(10)),
        ("atr_period", .integer(7)), ("atr_smoothing", .text("wilder")), ("atr_min_threshold", .number(0.9)),
        ("atr_min_percent", .number(1.2)), ("sl_atr_multiple", .number(0.3)), ("tp_atr_multiple", .integer(1)),
    ]

    @Test("every kind has a unique name, unique parameters, and defaults that it takes")
    func kindsAreWhole() throws {
        #expect(Set(StrategyCatalog.all.map(\.name)).count == StrategyCatalog.all.count)
        for kind in StrategyCatalog.all {
            let names = kind.parameters.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(kind.parameters.allSatisfy { $0.allows($0.defaultValue) && !$0.meaning.isEmpty })
            let defaults = Dictionary(uniqueKeysWithValues: kind.parameters.map { ($0.name, $0.defaultValue) })
            #expect(kind.mistakes(in: defaults).isEmpty)
            _ = try kind.make(parameters: defaults, minCandlesRequired: 30)
        }
    }

    @Test("the defaults are those of the reference")
    func defaults() throws {
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        #expect(
            kind.parameters.map { "\($0.name) \($0.defaultValue)" } == [
                "ema_fast 5", "ema_slow 9", "rsi_period 7", "rsi_smoothing 'cutler'", "rsi_long_min 50",
                "rsi_long_max 75", "rsi_short_min 25", "rsi_short_max 50", "rsi_extreme_low 20", "rsi_extreme_high 80",
                "volume_multiplier 1.5", "volume_lookback 20", "atr_period 14", "atr_smoothing 'simple'",
                "atr_min_threshold 0.2", "atr_min_percent null", "sl_atr_multiple 0.25", "tp_atr_multiple 0.5",
            ])
    }

    @Test("refuses a strategy it does not have, and names those it has")
    func unknownKind() {
        #expect(throws: StrategyError.unknownStrategy(name: "hodl", known: ["scalping_ema_rsi"])) {
            try StrategyCatalog.kind(named: "hodl")
        }
    }

    @Test(
        "names the parameter at fault, and what would be right",
        arguments: [
            (["ema_fast": .integer(0)], "ema_fast cannot be 0: use a whole number from 1 to 1000"),
            (["ema_slow": .number(9.5)], "ema_slow cannot be 9.5: use a whole number from 2 to 1000"),
            (["ema_fast": .integer(9)], "ema_fast (9) must be below ema_slow (9)"),
            (["rsi_long_min": .integer(76)], "rsi_long_min (76) must not be above rsi_long_max (75)"),
            (["rsi_short_max": .integer(24)], "rsi_short_min (25) must not be above rsi_short_max (24)"),
            (["rsi_extreme_low": .integer(81)], "rsi_extreme_low (81) must not be above rsi_extreme_high (80)"),
            (["rsi_extreme_high": .number(.nan)], "rsi_extreme_high cannot be nan: use a number from 0 to 100"),
            (["rsi_smoothing": .text("ema")], "rsi_smoothing cannot be 'ema': use cutler or wilder"),
            (["atr_min_threshold": .null], "atr_min_threshold cannot be null: use a number from 0 to 1000000000"),
            (["atr_min_percent": .integer(-1)], "atr_min_percent cannot be -1: use a number from 0 to 100, or null"),
            (["sl_atr_multiple": .integer(0)], "sl_atr_multiple cannot be 0: use a number from 0.001 to 1000"),
        ] as [([String: ParameterValue], String)])
    func refuses(parameters: [String: ParameterValue], text: String) throws {
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        let error = try #require(throws: StrategyError.self) {
            try kind.make(parameters: parameters, minCandlesRequired: 30)
        }
        #expect(error.description == text)
        #expect(parameters.keys.allSatisfy(error.parameters.contains))
    }

    @Test("finds all mistakes at once")
    func findsAll() throws {
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        let mistakes = kind.mistakes(in: [
            "emaFast": .integer(3), "rsi_period": .integer(0), "ema_slow": .integer(4), "rsi_short_min": .integer(99),
        ])
        #expect(mistakes.map { $0.parameters[0] } == ["emaFast", "rsi_period", "ema_fast", "rsi_short_min"])
    }

    @Test("makes a strategy that works, or refuses, whatever it is given", arguments: 0..<20 as Range<UInt64>)
    func neverTraps(seed: UInt64) throws {
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        let nasty: [ParameterValue] = [
            .integer(0), .integer(1), .integer(2), .integer(100), .integer(1000), .integer(.max), .integer(.min),
            .number(0.5), .number(99.5), .number(.nan), .number(.infinity), .number(1e-300), .text("wilder"), .null,
        ]
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            var parameters: [String: ParameterValue] = [:]
            for definition in kind.parameters where Int.random(in: 0..<4, using: &random) == 0 {
                let allowed = nasty.filter(definition.allows)
                let values = Int.random(in: 0..<20, using: &random) == 0 ? nasty : allowed
                parameters[definition.name] = values[Int.random(in: 0..<values.count, using: &random)]
            }
            guard kind.mistakes(in: parameters).isEmpty else {
                #expect(throws: StrategyError.self) { try kind.make(parameters: parameters, minCandlesRequired: 1) }
                continue
            }
            var strategy = try kind.make(parameters: parameters, minCandlesRequired: 1)
            for candle in RandomStrategy.candles(20, using: &random) {
                let decision = strategy.update(closed: candle, in: CandleSeries(capacity: 1))
                #expect(strategy.rules(for: decision).count == 7)
            }
        }
    }

    @Test("waits for one candle at least, whatever it is told", arguments: [Int.min, 0, 1])
    func minCandles(required: Int) throws {
        var strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: [:], minCandlesRequired: required)
        let decision = strategy.update(closed: CandleMaker.candle(0), in: CandleSeries(capacity: 1))
        #expect(decision.noSignalReason == .missingIndicators)
    }

    @Test("every parameter acts: changed for one symbol, that symbol's decisions differ", arguments: changes)
    func parametersAct(name: String, value: ParameterValue) throws {
        let forAll: [String: ParameterValue] = ["volume_multiplier": .number(1.1)]
        let forOne = forAll.merging([name: value]) { $1 }
        #expect(try decisions(forAll) != decisions(forOne))
    }

    @Test("the test of every parameter leaves none out")
    func allParametersTried() throws {
        let kind = try StrategyCatalog.kind(named: "scalping_ema_rsi")
        #expect(kind.parameters.map(\.name) == Self.changes.map(\.0))
    }

    /// What the strategy says, in a market that is the same each time.
    private func decisions(_ parameters: [String: ParameterValue]) throws -> [Decision.Outcome] {
        var random = SeededRandom(seed: 2024)
        var strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: parameters, minCandlesRequired: 30)
        return CandleMaker.randomWalk(5000, using: &random)
            .map { strategy.update(closed: $0, in: CandleSeries(capacity: 1)).outcome }
    }
}

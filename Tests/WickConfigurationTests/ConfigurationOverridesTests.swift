import Testing
import WickMarket

@testable import WickConfiguration

struct ConfigurationOverridesTests {
    private func parse(_ text: String) throws -> Configuration {
        try ConfigurationLoader.parse(yaml: Array(text.utf8), path: "live.yaml") { _ throws(FileProblem) in [] }
    }

    private func mistakes(_ overrides: ConfigurationOverrides, over text: String = "") throws -> [String] {
        let configuration = try parse(text)
        do {
            _ = try configuration.applying(overrides)
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }

    @Test("changes nothing where nothing is given")
    func changesNothing() throws {
        let configuration = try parse("exchange: binance\nws_base_url: wss://example.com")
        #expect(try configuration.applying(ConfigurationOverrides()) == configuration)
        #expect(try configuration.applying(ConfigurationOverrides(exchange: "binance")) == configuration)
    }

    @Test("puts the options in place of the file's values")
    func putsOptionsInPlace() throws {
        let overrides = ConfigurationOverrides(exchange: "binance", symbols: ["dogeusdt", "BNBUSDT"], timeframe: "1s")
        let result = try Configuration.defaults.applying(overrides)
        #expect(result.exchange == .binance)
        #expect(result.symbols.map(\.name) == ["DOGEUSDT", "BNBUSDT"])
        #expect(result.timeframe == .oneSecond)
    }

    @Test("drops the file's addresses with the file's exchange")
    func dropsAddresses() throws {
        let configuration = try parse(
            "exchange: binance\nws_base_url: wss://example.com\nrest_base_url: https://example.com")
        let result = try configuration.applying(ConfigurationOverrides(exchange: "simulated"))
        #expect(result.webSocketBaseURL == nil)
        #expect(result.restBaseURL == nil)
    }

    @Test("keeps parameters for symbols that are no longer watched")
    func keepsParameters() throws {
        let configuration = try parse("strategy: {per_symbol: {SOLUSDT: {ema_fast: 4}}}")
        let result = try configuration.applying(ConfigurationOverrides(symbols: ["BTCUSDT"]))
        #expect(result.strategy == configuration.strategy)
        _ = try result.makeStrategy(for: Symbol("BTCUSDT"))
    }

    @Test("adds sinks to those of the file, written as there")
    func addsSinks() throws {
        let texts = ["[tee, -a, 'my log']", "{to: 'https://hooks.example/a?b=c', records: [signal]}"]
        let changed = try parse("sinks: ['unix:/run/wick.sock']").applying(ConfigurationOverrides(sinks: texts))
        #expect(
            changed.sinks == [
                SinkSettings(.socket("/run/wick.sock")), SinkSettings(.command(["tee", "-a", "my log"])),
                SinkSettings(.webhook("https://hooks.example/a?b=c"), records: [.signal]),
            ])
        for (text, words) in [
            ("tee -a log", "--sink: 'tee -a log' is none of what a sink can be"), ("", "--sink: has no value"),
            ("[tee", "--sink: "), ("unix:/run/wick.sock", "--sink: 'unix:/run/wick.sock' stands twice"),
        ] {
            let found = try mistakes(ConfigurationOverrides(sinks: [text]), over: "sinks: ['unix:/run/wick.sock']")
            #expect(found.count == 1 && found.first?.hasPrefix(words) == true, "\(text): \(found)")
        }
        let many = try mistakes(ConfigurationOverrides(sinks: (0..<9).map { "[a, b\($0)]" }))
        #expect(many == ["--sink: there are 9 sinks. Use at most 8."])
    }

    @Test("names every mistake after its option")
    func namesTheOption() throws {
        let overrides = ConfigurationOverrides(
            exchange: "binanse", symbols: ["BTC/USDT", "ETHUSDT", "ethusdt"], timeframe: "7m")
        let timeframes = "1s (on binance only), 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h or 1d"
        #expect(
            try mistakes(overrides) == [
                "--exchange: 'binanse' is not known. Use simulated, binance, binance_us or binance_usdm."
                    + " Did you mean 'binance'?",
                "--timeframe: '7m' is not offered. Use \(timeframes). Did you mean '5m'?",
                "SYMBOL: 'BTC/USDT' is not a symbol. Use 1 to 32 letters and digits, such as BTCUSDT."
                    + " Did you mean 'BTCUSDT'?",
                "SYMBOL: 'ETHUSDT' is listed twice. Keep one of them.",
            ])
    }

    @Test("checks the timeframe against the exchange that results")
    func checksTheTimeframe() throws {
        let timeframes = "1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h or 1d"
        #expect(
            try mistakes(ConfigurationOverrides(exchange: "binance_us"), over: "exchange: binance\ntimeframe: 1s")
                == ["--exchange: the timeframe '1s' is not offered by Binance.US. Use \(timeframes)."])
        #expect(
            try mistakes(ConfigurationOverrides(timeframe: "1s"))
                == ["--timeframe: the timeframe '1s' is not offered by the simulated exchange. Use \(timeframes)."])
    }

    @Test("refuses an empty option and too many symbols")
    func refusesTheExtremes() throws {
        #expect(try mistakes(ConfigurationOverrides(symbols: [""])).count == 1)
        #expect(try mistakes(ConfigurationOverrides(exchange: "")).count == 1)
        let names = (0...Configuration.symbolsMax).map { "S\($0)" }
        #expect(
            try mistakes(ConfigurationOverrides(symbols: names)) == ["SYMBOL: there are 3001 symbols. Use 1 to 3000."])
    }
}

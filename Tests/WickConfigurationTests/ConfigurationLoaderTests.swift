import Foundation
import Testing
import WickMarket
import WickRisk
import WickStrategy

@testable import WickConfiguration

struct ConfigurationLoaderTests {
    /// The configuration in a text; files that it names are absent unless given.
    private func parse(
        _ text: String, path: String = "config/live.yaml", files: [String: String] = [:]
    ) throws -> Configuration {
        try ConfigurationLoader.parse(yaml: Array(text.utf8), path: path) { name throws(FileProblem) in
            guard let text = files[name] else { throw FileProblem("No such file or directory") }
            return Array(text.utf8)
        }
    }

    private func mistakes(in text: String, files: [String: String] = [:]) -> [String] {
        do {
            _ = try parse(text, files: files)
            return []
        } catch let error as ConfigurationError {
            return error.mistakes.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "takes a file without values for the defaults",
        arguments: ["", "# nothing\n", "---\n", "{}", "~", "screen:\n  # refresh_hz: 5\n", "\u{FEFF}risk: null\r\n"])
    func takesDefaults(text: String) throws {
        #expect(try parse(text) == .defaults)
    }

    @Test("has the defaults of the design")
    func hasTheDefaults() {
        let defaults = Configuration.defaults
        #expect(defaults.symbols.map(\.name) == ["BTCUSDT", "SOLUSDT", "ETHUSDT"])
        #expect(defaults.strategy.type == "scalping_ema_rsi")
        #expect(defaults.strategy.parameters["ema_slow"] == .integer(9))
        #expect(defaults.risk == RiskSettings())
        #expect(defaults.logging.file == nil)
    }

    @Test("loads the shipped files, which say what the defaults say")
    func loadsTheShippedFiles() throws {
        let path = Place.root.appending(path: "config/live.yaml").path
        var shipped = try ConfigurationLoader.load(path: path)
        #expect(shipped.exchange == .binance)
        #expect(shipped.riskFile == Place.root.appending(path: "config/risk.json").path)
        (shipped.exchange, shipped.riskFile) = (.simulated, nil)
        #expect(shipped == .defaults)
    }

    @Test("reads every key of the table into the configuration")
    func readsEveryKey() throws {
        let text = """
            exchange: binance
            symbols: [dogeusdt, "BTCUSDT"]
            timeframe: 1s
            ws_base_url: WS://LocalHost:9443/
            rest_base_url: http://127.0.0.1:8080/mirror
            reconnect_delay: 0.5
            max_reconnect_delay: 1e1
            max_retries: 7
            heartbeat: 20
            sinks: [[tee, -a, x], "unix:/run/x", {to: "https://hooks.example/a/", records: [signal, gap]}]
            tls: {ca_file: ca.pem}
            strategy:
              type: scalping_ema_rsi
              params: {ema_fast: 4, atr_min_percent: 0.05}
              per_symbol: {BTCUSDT: {ema_fast: 3, rsi_smoothing: wilder}}
            risk: {config_file: mine.json}
            advanced: {buffer_size: 100, min_candles_required: 50, status_update_interval: 2.5}
            keys: {export: E, quit: [x, q], pause: null}
            logging: {level: debug, file: logs/wick.log}
            screen: {refresh_hz: 30, unicode: off, colours: on, theme: red-up, mouse: on, bell: yes}
            alerts: {rules: [any signal], bell: no, flash: off, command: [say, "it \\"is\\" so"], command_timeout: 3}
            simulator: {seed: 42, speed: max, data: [a.csv, /b.zip]}
            """
        let read = try parse(text, files: ["config/mine.json": #"{"fee_rate": 0.0004, "max_exposure": null}"#])
        for key in ConfigurationKey.table where !["strategy.type", "strategy.params", "keys"].contains(key.name) {
            #expect(key.name == "strategy.per_symbol" || key.write(read) != key.write(.defaults), "\(key.name)")
        }
        #expect(read.symbols.map(\.name) == ["DOGEUSDT", "BTCUSDT"])
        #expect(
            read.sinks == [
                SinkSettings(.command(["tee", "-a", "x"])), SinkSettings(.socket("/run/x")),
                SinkSettings(.webhook("https://hooks.example/a/"), records: [.signal, .gap]),
            ])
        #expect(read.timeframe == .oneSecond)
        #expect(read.keys.command(for: .character("E")) == .export)
        #expect(read.keys.command(for: .character("e")) == nil && read.keys.command(for: .character(" ")) == nil)
        #expect(read.alerts.command == ["say", "it \"is\" so"])
        #expect(read.webSocketBaseURL == "ws://localhost:9443")
        #expect(read.restBaseURL == "http://127.0.0.1:8080/mirror")
        #expect(read.reconnectDelay == .milliseconds(500))
        #expect(read.maxReconnectDelay == .seconds(10))
        #expect(read.advanced.statusUpdateInterval == .milliseconds(2500))
        #expect(read.riskFile == "config/mine.json")
        #expect(read.risk.feeRate == 0.0004)
        #expect(read.risk.maxExposure == nil)
        #expect(read.risk.defaultSlippage == 0.001)
        #expect(read.tls.caFile == "config/ca.pem")
        #expect(read.logging.file == "config/logs/wick.log")
        #expect(read.simulator.data == ["config/a.csv", "/b.zip"])
        #expect(read.simulator.speed == .max)
        #expect(read.screen.bell)
        #expect(read.screen.unicode == .off)
        #expect(read.screen.theme == .redUp)
    }

    @Test("lays a symbol's parameters over the common ones, and those over the defaults")
    func laysParametersOver() throws {
        let read = try parse(
            "strategy: {params: {ema_fast: 4, ema_slow: 12}, per_symbol: {SOLUSDT: {ema_fast: 6}, ETHUSDT: null}}")
        let (bitcoin, solana) = (try Symbol("BTCUSDT"), try Symbol("SOLUSDT"))
        #expect(read.strategy.parameters(for: bitcoin)["ema_fast"] == .integer(4))
        #expect(read.strategy.parameters(for: solana)["ema_fast"] == .integer(6))
        #expect(read.strategy.parameters(for: solana)["ema_slow"] == .integer(12))
        #expect(read.strategy.parameters(for: solana)["rsi_period"] == .integer(7))
        for symbol in read.symbols { _ = try read.makeStrategy(for: symbol) }
    }

    @Test("says a contradiction of the common parameters once, not for each symbol")
    func saysAContradictionOnce() {
        let text =
            "strategy: {params: {ema_fast: 20}, per_symbol: {SOLUSDT: {rsi_period: 6}, BTCUSDT: {rsi_period: 5}}}"
        #expect(
            mistakes(in: text) == ["config/live.yaml:1: strategy.params: ema_fast (20) must be below ema_slow (9)."])
    }

    @Test("takes YAML's words for on and off, and quotes round words")
    func takesSwitches() throws {
        for word in ["on", "true", "yes", "On", "TRUE", "\"on\"", "'on'"] {
            #expect(try parse("screen: {bell: \(word)}").screen.bell, "\(word)")
            #expect(try parse("screen: {unicode: \(word)}").screen.unicode == .on, "\(word)")
        }
        for word in ["off", "false", "no", "No"] {
            #expect(try parse("screen: {bell: \(word)}").screen.bell == false, "\(word)")
        }
        #expect(try parse("exchange: 'binance_us'").exchange == .binanceUS)
    }

    @Test("takes an alias for the value that it names")
    func takesAliases() throws {
        let text = "strategy:\n  per_symbol:\n    SOLUSDT: &own {ema_fast: 4}\n    ETHUSDT: *own\n"
        #expect(try parse(text).strategy.perSymbol[Symbol("ETHUSDT")] == ["ema_fast": .integer(4)])
    }

    @Test("lists the mistakes of both files, each by line")
    func listsBothFiles() {
        let found = mistakes(
            in: "risk:\n  config_file: r.json\nheartbeat: 0\nexchange: x\n",
            files: ["config/r.json": "{\"fee_rate\": 2,\n\"a\": 1}"])
        #expect(
            found.map { $0.prefix { $0 != " " } } == [
                "config/live.yaml:3:", "config/live.yaml:4:", "config/r.json:1:", "config/r.json:2:",
            ])
    }

    @Test("names a file that cannot be read, and why")
    func namesUnreadableFiles() {
        let missing = #expect(throws: ConfigurationError.self) {
            try ConfigurationLoader.load(path: "/nonexistent/live.yaml")
        }
        #expect(
            missing?.description
                == "/nonexistent/live.yaml: the configuration cannot be read: No such file or directory.")
        let folder = #expect(throws: ConfigurationError.self) { try ConfigurationLoader.load(path: "/") }
        #expect(folder?.description == "/: the configuration cannot be read: Is a directory.")
    }

    @Test("refuses a file of more than 1 MiB, and takes one of 1 MiB")
    func boundsTheFile() {
        let whole = String(repeating: "#", count: 1 << 20)
        #expect(mistakes(in: whole).isEmpty)
        let expected = "config/live.yaml: the file is larger than 1 MiB. A configuration is far smaller."
        #expect(mistakes(in: whole + "#") == [expected])
        #expect(ConfigurationError(mistakes: []).description.isEmpty)
    }

    @Test("reads no more of an endless file than it needs to refuse it")
    func boundsAnEndlessFile() {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationLoader.load(path: "/dev/zero") }
        #expect(error?.mistakes.first?.text == "the file is larger than 1 MiB. A configuration is far smaller.")
    }

    @Test("takes 3000 symbols with parameters of their own, and refuses 3001")
    func boundsTheSymbols() throws {
        func text(_ count: Int) -> String {
            let names = (0..<count).map { "S\($0)USDT" }
            return "symbols: [\(names.joined(separator: ", "))]\nstrategy:\n  per_symbol:\n"
                + names.map { "    \($0): {ema_fast: 4, ema_slow: 8, rsi_period: 6}\n" }.joined()
        }
        let read = try parse(text(3000))
        #expect(read.symbols.count == 3000)
        #expect(read.strategy.perSymbol.count == 3000)
        let expected =
            "config/live.yaml:1: symbols has 3001 entries. Use a list of 1 to 3000, each a symbol such as BTCUSDT."
        #expect(mistakes(in: text(3001)) == [expected])
    }

    @Test("lists the first 1000 mistakes of a file, and says that there are more")
    func boundsTheMistakes() {
        let text = (0..<1500).map { "key\($0): 1\n" }.joined()
        let found = mistakes(in: text)
        #expect(found.count == 1001)
        #expect(found.last == "config/live.yaml: there are more mistakes; the first 1000 are listed.")
    }
}

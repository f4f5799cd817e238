import Foundation
import Testing
import WickMarket

@testable import WickConfiguration

/// Text in, changes in, text out: to the letter.
struct ConfigurationEditorTests {
    private func noFile(_ path: String) throws(FileProblem) -> [UInt8] {
        throw FileProblem("No such file or directory")
    }

    private func edit(_ text: String, _ changes: ConfigurationChanges) throws(EditError) -> String {
        let bytes = try ConfigurationEditor.edit(
            yaml: Array(text.utf8), path: "live.yaml", changes: changes, readFile: noFile)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func changes(
        symbols: String? = nil, timeframe: Timeframe? = nil, theme: ScreenSettings.Theme? = nil, alerts: [String]? = nil
    ) throws -> ConfigurationChanges {
        var changes = ConfigurationChanges()
        changes.symbols = try symbols?.split(separator: " ").map { try Symbol(String($0)) }
        (changes.timeframe, changes.theme) = (timeframe, theme)
        changes.alerts = try alerts?.map { try Alert($0) }
        return changes
    }

    @Test("changes a value where it stands, and no other letter")
    func changesInPlace() throws {
        let text = """
            # My own.
            exchange: simulated   # no network
            timeframe:  "1m" # short

            symbols: [ETHUSDT, btcusdt]\t# two

            screen:
              # Colours.
              theme: default  # green
              bell: on
            """
        let expected = text.replacing("\"1m\"", with: "5m").replacing("[ETHUSDT, btcusdt]", with: "[BTCUSDT, SOLUSDT]")
            .replacing("theme: default", with: "theme: red-up")
        #expect(
            try edit(text, try changes(symbols: "BTCUSDT SOLUSDT", timeframe: .fiveMinutes, theme: .redUp)) == expected)
    }

    @Test("keeps the lines of a list's items that stay, with their comments, in the new order")
    func keepsItems() throws {
        let text = """
            symbols:
              # The leader.
              - BTCUSDT   # one
              - ETHUSDT
              # Quick.
              - "SOLUSDT"
            timeframe: 1m # after
            """
        let expected = """
            symbols:
              # Quick.
              - "SOLUSDT"
              - DOGEUSDT
              # The leader.
              - BTCUSDT   # one
            timeframe: 1m # after
            """
        #expect(try edit(text, try changes(symbols: "SOLUSDT DOGEUSDT BTCUSDT")) == expected)
    }

    @Test(
        "adds what is not there yet where it belongs",
        arguments: [
            ("", "timeframe: 5m\nalerts:\n  rules: [any signal]\n"),
            ("# Nothing yet.\n", "# Nothing yet.\ntimeframe: 5m\nalerts:\n  rules: [any signal]\n"),
            ("exchange: binance", "exchange: binance\ntimeframe: 5m\nalerts:\n  rules: [any signal]\n"),
            (
                "alerts:\n    bell: off # quiet\n# The end.\n",
                "alerts:\n    bell: off # quiet\n    rules: [any signal]\ntimeframe: 5m\n# The end.\n"
            ),
            ("alerts:\n# The end.\n", "alerts:\n  rules: [any signal]\ntimeframe: 5m\n# The end.\n"),
            ("alerts: null # none\n", "alerts:  # none\n  rules: [any signal]\ntimeframe: 5m\n"),
            ("alerts: {bell: off} # x\n", "alerts: {bell: off, rules: [any signal]} # x\ntimeframe: 5m\n"),
            ("alerts: {rules: null}\n", "alerts: {rules: [any signal]}\ntimeframe: 5m\n"),
            ("alerts: {}\n", "alerts: {rules: [any signal]}\ntimeframe: 5m\n"),
            ("{exchange: binance}\n", "{exchange: binance, timeframe: 5m, alerts: {rules: [any signal]}}\n"),
            (
                "alerts:\r\n  rules:\r\nheartbeat: 5\r\n",
                "alerts:\r\n  rules: [any signal]\r\nheartbeat: 5\r\ntimeframe: 5m\r\n"
            ),
            ("\u{FEFF}heartbeat: 5\n", "\u{FEFF}heartbeat: 5\ntimeframe: 5m\nalerts:\n  rules: [any signal]\n"),
            (
                "logging:\n  file: |-\n    ä.log\n\nscreen: {bell: on}\n",
                "logging:\n  file: |-\n    ä.log\n\nscreen: {bell: on}\ntimeframe: 5m\nalerts:\n  rules: [any signal]\n"
            ),
        ])
    func adds(text: String, expected: String) throws {
        #expect(try edit(text, try changes(timeframe: .fiveMinutes, alerts: ["any signal"])) == expected)
    }

    @Test("takes alerts out and puts others in")
    func changesAlerts() throws {
        let text = "alerts:\n  rules:\n  - any   signal # all\n  - ethusdt price > 3000\n  bell: on\n"
        let some = try edit(text, try changes(alerts: ["ETHUSDT price above 3000", "any rsi above 70"]))
        #expect(some == "alerts:\n  rules:\n  - ethusdt price > 3000\n  - any rsi above 70\n  bell: on\n")
        #expect(try edit(text, try changes(alerts: [])) == "alerts:\n  rules:\n  bell: on\n")
    }

    @Test("changes the file that is shipped, and nothing of it twice")
    func changesTheShippedFile() throws {
        let text = ConfigurationReference.yaml().replacing("config_file: risk.json", with: "config_file: null")
        let wanted = try changes(
            symbols: "DOGEUSDT BTCUSDT", timeframe: .oneHour, theme: .mono, alerts: ["DOGEUSDT price crosses 0.123"])
        let once = try edit(text, wanted)
        #expect(try edit(once, wanted) == once)
        let lines = Set(text.split(separator: "\n")).symmetricDifference(once.split(separator: "\n"))
        #expect(lines.count == 8)
        #expect(try edit(text, ConfigurationChanges()) == text)
    }

    @Test(
        "writes nothing where that would lose or break something, and says why",
        arguments: [
            (
                "symbols: [\n  BTCUSDT, # mine\n  ETHUSDT]\n",
                "the comments within symbols on line 1 would be lost; change it by hand"
            ),
            (
                "heartbeat: x\n",
                "it has mistakes: live.yaml:1: heartbeat 'x' is not a number. Use a number of seconds from 1 to 600."
            ),
            (
                "symbols: [BTCUSDT]\nstrategy: {per_symbol: {BTCUSDT: {ema_fast: 3}}}\n",
                "it would not be right then: live.yaml:2: strategy.per_symbol has 'BTCUSDT', which is not watched."
                    + " Add it to symbols, or take it out. Did you mean 'ETHUSDT'?"
            ),
            (
                "symbols:\n- &one BTCUSDT\nlogging: {file: *one}\n",
                "the changes do not fit into how it is written; make them by hand"
            ),
            (
                "symbols: &s [BTCUSDT]\nalerts: {rules: null}\nsimulator: {data: *s}\n",
                "it would not be right then: live.yaml:3: '*s' stands for nothing: no value above is named '&s'. Write it out."
            ),
            ("timeframe: 1m\n...\n", nil),
        ])
    func refuses(text: String, why: String?) throws {
        do {
            let result = try edit(text, try changes(symbols: "ETHUSDT"))
            #expect(why == nil && result.contains("symbols: [ETHUSDT]"))
        } catch let error as EditError {
            #expect(error.description == why)
        }
    }

    @Test("quotes a symbol that YAML would take for something else")
    func quotes() throws {
        #expect(try edit("", try changes(symbols: "NULL 1000SATS -X")) == "symbols: [\"NULL\", 1000SATS, \"-X\"]\n")
    }

    @Test("refuses every file that has a mistake", arguments: InvalidFileTests.files.filter { $0.hasSuffix(".yaml") })
    func refusesMistakes(file: String) throws {
        let text = try Data(contentsOf: Place.invalid.appending(path: file))
        #expect(throws: EditError.self) {
            _ = try ConfigurationEditor.edit(
                yaml: [UInt8](text), path: file, changes: try changes(timeframe: .oneHour), readFile: noFile)
        }
    }
}

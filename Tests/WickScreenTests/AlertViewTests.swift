import Testing
import WickEngine
import WickMarket
import WickScreenKit

@testable import WickScreen

/// Setting alerts, looking at them and taking them out: keys in, what the core is told out.
struct AlertViewTests {
    private let start = ContinuousClock.now

    private func view(_ alerts: String...) throws -> (ViewState, Snapshot) {
        let market = try DemoMarket(seed: 1, symbols: 3, minutes: 1)
        var view = ViewState(size: Size(columns: 80, rows: 24), alerts: try alerts.map { try Alert($0) })
        let snapshot = market.snapshot(view.request)
        view.note(snapshot)
        return (view, snapshot)
    }

    private func prompt(_ view: ViewState) -> Prompt? {
        if case .alert(let prompt) = view.dialog { prompt } else { nil }
    }

    @discardableResult
    private func type(_ text: String, in view: inout ViewState) -> Intent? {
        var intent: Intent?
        for character in text { intent = view.handle(character == "\n" ? .enter : .character(character)) }
        return intent
    }

    private func lines(_ view: ViewState, _ snapshot: Snapshot) -> [String] {
        Screen.grid(snapshot, view: view, at: Moment(now: start)).lines
    }

    @Test("a starts a text with the symbol, in which keys are letters; Enter sets the alert")
    func sets() throws {
        var (view, snapshot) = try view("any signal")
        type("a", in: &view)
        #expect(prompt(view)?.text == "BTCUSDT ")
        #expect(lines(view, snapshot)[23].hasPrefix(" alert: BTCUSDT _"))
        #expect(lines(view, snapshot)[22].contains("signal [long|short]"))
        #expect(type("price 65000q", in: &view) == nil)
        #expect(view.handle(.backspace) == nil)
        let set = type("\n", in: &view)
        #expect(set == .watch([try Alert("any signal"), try Alert("BTCUSDT price crosses 65000")]))
        #expect(view.dialog == nil && view.page == .monitor)
    }

    @Test("a text that makes no alert stays, with what is wrong above it, until it is mended or left")
    func refuses() throws {
        var (view, snapshot) = try view()
        type("aprice up\n", in: &view)
        #expect(prompt(view)?.text == "BTCUSDT price up")
        let shown = lines(view, snapshot).suffix(4).joined(separator: "\n")
        #expect(shown.contains("has no level") && shown.contains("alert: BTCUSDT price up_"))
        _ = view.handle(.control("w"))
        #expect(prompt(view)?.text == "BTCUSDT price " && prompt(view)?.problem == nil)
        _ = view.handle(.control("u"))
        #expect(prompt(view)?.text == "")
        #expect(view.handle(.escape) == nil && view.dialog == nil && view.alerts.all.isEmpty)
    }

    @Test("a text is bounded, its end is seen, and Ctrl-C and the small screen's q still quit")
    func isBounded() throws {
        var (view, snapshot) = try view()
        type("a" + String(repeating: "x", count: 200), in: &view)
        #expect(prompt(view)?.text.count == Prompt.lengthMax)
        #expect(lines(view, snapshot)[23].hasSuffix("xx_"))
        #expect(view.handle(.control("c")) == .quit)
        view.resize(to: Size(columns: 39, rows: 7))
        #expect(view.handle(.character("q")) == .quit)
    }

    @Test("A shows the alerts and what they told; d takes the chosen one out, a sets another, Esc leaves")
    func page() throws {
        var (view, snapshot) = try view("any signal", "BTCUSDT rsi above 70", "ETHUSDT price below 3000")
        for hour in 0..<2 {
            let time = Timestamp(milliseconds: 1_709_510_400_000 + Int64(hour) * 3_600_000)
            view.take(ScreenNote("told \(hour)", .alert, time: time, isShown: false), now: start)
        }
        view.take(ScreenNote("written"), now: start)
        type("Ajj", in: &view)
        #expect(view.page == .alerts)
        let shown = lines(view, snapshot)
        #expect(shown[1].contains("alerts 3") && shown[4].contains("▸ ETHUSDT price below 3000"))
        #expect(shown[5].contains("told 2") && shown[6] == "  01:00:00  told 1" && shown[7] == "  00:00:00  told 0")
        #expect(type("k", in: &view) == nil)
        #expect(type("d", in: &view) == .watch([try Alert("any signal"), try Alert("ETHUSDT price below 3000")]))
        #expect(view.handle(.delete) == .watch([try Alert("any signal")]))
        #expect(type("asignal\n", in: &view) == .watch([try Alert("any signal"), try Alert("BTCUSDT signal")]))
        #expect(view.page == .alerts)
        for _ in 0..<2 { _ = view.handle(.delete) }
        #expect(view.handle(.delete) == nil)
        #expect(lines(view, snapshot)[2] == "  none is set; a sets one")
        #expect(view.handle(.escape) == nil && view.page == .monitor)
    }

    @Test("shows what an alert tells with its time, and remembers a bounded number")
    func tells() throws {
        var (view, snapshot) = try view()
        let time = Timestamp(milliseconds: 1_709_510_400_000)
        for number in 0..<300 {
            view.take(ScreenNote("number \(number)", .alert, time: time, isShown: number == 299), now: start)
        }
        #expect(view.alerts.told.count == AlertView.toldMax && view.alerts.told.first?.text == "number 299")
        #expect(lines(view, snapshot)[23] == " ALERT 00:00:00 number 299")
    }
}

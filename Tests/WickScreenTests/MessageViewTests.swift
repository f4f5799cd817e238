import Testing
import WickEngine
import WickScreenKit

@testable import WickScreen

/// The page of wick's own log, by keys.
struct MessageViewTests {
    private static let size = Size(columns: 80, rows: 24)

    private func opened(_ market: DemoMarket) -> ViewState {
        var view = ViewState(size: Self.size)
        press(.character("m"), on: &view, market)
        return view
    }

    private func press(_ keys: Key..., on view: inout ViewState, _ market: DemoMarket) {
        for key in keys { #expect(view.handle(key) == nil) }
        view.note(market.snapshot(view.request))
    }

    /// The numbers of the lines on view that one can read whole.
    private func numbers(_ view: ViewState, _ market: DemoMarket) -> [Int] {
        let grid = Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: .now))
        let texts: [String] = grid.lines[2..<Self.size.rows - 1].map { String($0) }
        return texts.compactMap { line in
            market.messages.last { line.contains("line \($0.number) ") || line.contains("attempt=\($0.number)") }?
                .number
        }
    }

    @Test("opens on its key and asks for the log only then, and Esc or the key leaves it")
    func opens() throws {
        let market = try DemoMarket(seed: 1, minutes: 1)
        var view = opened(market)
        #expect(view.page == .messages && view.request.hasMessages)
        press(.escape, on: &view, market)
        #expect(view.page == .monitor && !view.request.hasMessages)
        press(.character("m"), .character("m"), on: &view, market)
        #expect(view.page == .monitor)
    }

    @Test("follows the newest, stands still once scrolled, says what is newer, and follows again")
    func follows() throws {
        var market = try DemoMarket(seed: 1, minutes: 1)
        market.logMessages(100)
        var view = opened(market)
        #expect(numbers(view, market).last == 100)
        press(.up, on: &view, market)
        let seen = numbers(view, market)
        #expect(seen.last == 99)
        market.logMessages(110)
        view.note(market.snapshot(view.request))
        #expect(numbers(view, market) == seen)
        let lines = Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: .now)).lines
        #expect(lines[1].contains("11 newer"))
        press(.end, on: &view, market)
        #expect(view.messages.end == nil && numbers(view, market).last == 110)
    }

    @Test("shows every line on the way to the oldest and back, page by page")
    func pages() throws {
        var market = try DemoMarket(seed: 1, minutes: 1)
        market.logMessages(100)
        var view = opened(market)
        for key in [Key.pageUp, .pageDown] {
            var seen = Set(numbers(view, market))
            for _ in 0..<20 {
                press(key, on: &view, market)
                seen.formUnion(numbers(view, market))
            }
            #expect(seen == Set(1...100), "by \(key)")
        }
        #expect(view.messages.end == nil)
        press(.home, on: &view, market)
        #expect(numbers(view, market).first == 1)
        press(.pageUp, .up, on: &view, market)
        #expect(numbers(view, market).first == 1)
    }

    @Test("keeps a full page when the line that one looks at is dropped")
    func outlives() throws {
        var market = try DemoMarket(seed: 1, minutes: 1)
        market.logMessages(100)
        var view = opened(market)
        press(.home, on: &view, market)
        market.messages.removeFirst(60)
        view.note(market.snapshot(view.request))
        #expect(numbers(view, market).first == 61)
    }

    @Test("says that nothing is logged where nothing is")
    func saysThatThereIsNone() throws {
        let market = try DemoMarket(seed: 1, minutes: 1)
        let view = opened(market)
        var snapshot = market.snapshot(view.request)
        func line() -> String { String(Screen.grid(snapshot, view: view, at: Moment(now: .now)).lines[2]) }
        #expect(line().contains("nothing has been logged yet"))
        snapshot.messages = nil
        #expect(line().contains("nothing is logged here"))
    }
}

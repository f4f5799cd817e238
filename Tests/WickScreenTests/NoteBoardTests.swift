import Testing
import WickEngine
import WickScreenKit

@testable import WickScreen

struct NoteBoardTests {
    @Test("always has a note on view while more alerts come than there is time for, and never one that is long past")
    func keepsUp() throws {
        let start = ContinuousClock.now
        var board = NoteBoard()
        board.add(ScreenNote("2 alerts are set"), now: start)
        for tenth in 0..<600 {
            let now = start + .milliseconds(100 * tenth)
            board.add(ScreenNote("\(tenth)", .alert), now: now)
            let shown = try #require(board.shown(at: now)?.text)
            if tenth > 40 { #expect(try #require(Int(shown)) > tenth - 60) }
        }
    }

    private let start = ContinuousClock.now

    @Test("shows a note for a while")
    func showsForAWhile() {
        var board = NoteBoard()
        #expect(board.shown(at: start) == nil)
        board.add(ScreenNote("one"), now: start)
        #expect(board.shown(at: start)?.text == "one")
        #expect(board.shown(at: start + .seconds(11))?.text == "one")
        #expect(board.shown(at: start + .seconds(12)) == nil)
    }

    @Test("shows several that come at once one after another, the last one longest")
    func showsOneAfterAnother() {
        var board = NoteBoard()
        for text in ["one", "two", "three"] { board.add(ScreenNote(text, .alert), now: start) }
        let shown = [0, 2, 3, 5, 6, 17, 18].map { board.shown(at: start + .seconds($0))?.text }
        #expect(shown == ["one", "one", "two", "two", "three", "three", nil])
    }

    @Test("shows what a key led to at once, and the alerts that wait after it")
    func answersAtOnce() {
        var board = NoteBoard()
        for text in ["one", "two", "three"] { board.add(ScreenNote(text, .alert), now: start) }
        board.add(ScreenNote("answer"), now: start + .seconds(1))
        let shown = [1, 3, 4, 6, 7, 18, 19].map { board.shown(at: start + .seconds($0))?.text }
        #expect(shown == ["answer", "answer", "two", "two", "three", "three", nil])
    }

    @Test("takes an answer away with the next key, and leaves alerts alone")
    func dismisses() {
        var board = NoteBoard()
        board.add(ScreenNote("alert", .alert), now: start)
        board.add(ScreenNote("answer", .warning), now: start + .seconds(3))
        board.dismissAnswers()
        #expect(board.shown(at: start + .seconds(4)) == nil)
        board.add(ScreenNote("another", .alert), now: start + .seconds(5))
        board.dismissAnswers()
        #expect(board.shown(at: start + .seconds(6))?.text == "another")
    }

    @Test("keeps a bounded number of them, the newest")
    func isBounded() {
        var board = NoteBoard()
        for number in 1...100 { board.add(ScreenNote("\(number)", .alert), now: start) }
        #expect(board.shown(at: start + .seconds(30))?.text == "100")
        #expect(board.shown(at: start + .seconds(60)) == nil)
    }

    @Test("stands over the last lines of the screen, whole, in as many as it needs")
    func stands() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: 60, rows: 15))
        let path = "/home/somebody/" + String(repeating: "folder/", count: 8) + "BTCUSDT-1m-2024-03-05T1405.csv"
        view.take(ScreenNote("500 candles of BTCUSDT 1m are in \(path)", .warning), now: start)
        let lines = Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: start)).lines
        #expect(lines[12].hasPrefix(" FAILED 500 candles of BTCUSDT 1m are in"))
        #expect((lines[13] + lines[14].drop { $0 == " " }).contains(path))
        let later = Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: start + .seconds(60))).lines
        #expect(later[14].contains("q quit"))
    }
}

import WickEngine
import WickScreen

/// The screen: what a snapshot costs, the picture of it, and to write what changed to a terminal.
///
/// Between two pictures come as many messages as 2 a second of each symbol bring in a tenth of a second.
struct ScreenBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.screen)
        let few = try DirectFeed(symbols: 10, historyCount: 500)
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)] {
            try measure(few, size, in: &report)
        }
        let many = try DirectFeed(symbols: effort.choose(1_000, quick: 100), historyCount: 500)
        for size in [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)] {
            try measure(many, size, in: &report)
            try scroll(many, size, sortedBy: .configured, in: &report)
            try scroll(many, size, sortedBy: .volume, in: &report)
        }
        return report
    }

    /// From a key that goes a row down the list until all that it brings into view is on the terminal. In the program the
    /// order of a sorted list is made anew once a second, here for each row.
    private func scroll(
        _ feed: DirectFeed, _ size: Size, sortedBy order: WatchOrder, in report: inout Report
    ) throws {
        let count = effort.choose(100, quick: 5)
        let terminal = try HostedTerminal(size)
        var scene = Scene(feed, size, turns: 1)
        while scene.order != order { _ = scene.step(.character("s"), on: terminal) }
        _ = scene.step(.character("1"), on: terminal)
        for _ in 0..<size.rows { _ = scene.step(.down, on: terminal) }
        let costs = (0..<effort.runs).map { _ in
            Double((0..<count).reduce(0) { sum, _ in sum + scene.step(.down, on: terminal) }) / Double(count) / 1_000
        }
        terminal.settle()
        terminal.end()
        let name = "\(size.columns)×\(size.rows), \(feed.market.keys.count) symbols"
        let how = order == .configured ? "" : ", sorted by \(order)"
        report.add(Figure("\(name)\(how): a row further", costs, "µs"))
        report.check(scene.position == size.rows + effort.runs * count, "\(name): the list does not scroll")
    }

    private func measure(_ feed: DirectFeed, _ size: Size, in report: inout Report) throws {
        let count = effort.choose(100, quick: 5)
        let terminal = try HostedTerminal(size)
        var scene = Scene(feed, size, turns: (effort.runs + 1) * count)
        var (costs, bytes): ([Scene.Cost], [Double]) = ([], [])
        for run in 0...effort.runs {
            let before = terminal.bytesWritten
            var cost = Scene.Cost()
            for _ in 0..<count { scene.turn(on: terminal, &cost) }
            terminal.settle()
            // The first run writes the whole picture.
            guard run > 0 else { continue }
            costs.append(cost)
            bytes.append(Double(terminal.bytesWritten - before) / Double(count))
        }
        let text = terminal.written(from: 0)
        terminal.end()
        func each(_ part: KeyPath<Scene.Cost, Int>) -> [Double] {
            costs.map { Double($0[keyPath: part]) / Double(count) / 1_000 }
        }
        let name = "\(size.columns)×\(size.rows), \(feed.market.keys.count) symbols"
        report.add(Figure("\(name): snapshot", each(\.snapshot), "µs"))
        report.add(Figure("\(name): picture", each(\.picture), "µs"))
        report.add(Figure("\(name): to the terminal", each(\.writing), "µs"))
        report.add(Figure("\(name): written", bytes, "bytes a picture"))
        report.check(text.contains("B0000USDT"), "\(name): the picture shows no symbol")
        report.check(bytes.allSatisfy { $0 > 0 }, "\(name): nothing changes on the terminal")
    }
}

/// A market that moves on, and what is seen of it.
private struct Scene {
    /// Processor time of the parts, in nanoseconds.
    struct Cost {
        var snapshot = 0, picture = 0, writing = 0
    }

    private var feed: DirectFeed
    private var view: ViewState
    private let tape: Tape
    private let messagesPerTurn: Int
    private var sent = 0

    init(_ feed: DirectFeed, _ size: Size, turns: Int) {
        self.feed = feed
        view = ViewState(size: size)
        view.note(feed.snapshot(view.request))
        messagesPerTurn = feed.market.keys.count / 5
        // A candle has 120 messages and then closes; more of them keep it open.
        let rounds = turns * messagesPerTurn / feed.market.keys.count + 1
        tape = Tape(
            feed.market, forming: feed.market.historyCount, parts: 1..<rounds + 1, of: max(121, rounds + 1))
    }

    /// What the watchlist is sorted by, and the place of the chosen symbol in it.
    var order: WatchOrder { view.order }
    var position: Int { view.position }

    /// A key, the picture of it, and the picture once the core has answered.
    /// - Returns: the processor time, in nanoseconds.
    mutating func step(_ key: Key, on terminal: HostedTerminal) -> Int {
        let start = ThreadTime.now
        var snapshot = feed.snapshot(view.request)
        _ = view.handle(key)
        terminal.show(Screen.grid(snapshot, view: view, at: Moment(now: .now)))
        snapshot = feed.snapshot(view.request)
        view.note(snapshot)
        terminal.show(Screen.grid(snapshot, view: view, at: Moment(now: .now)))
        return ThreadTime.now - start
    }

    mutating func turn(on terminal: HostedTerminal, _ cost: inout Cost) {
        let from = sent == 0 ? 0 : tape.ends[sent - 1]
        sent += messagesPerTurn
        feed.apply(Array(tape.bytes[from..<tape.ends[sent - 1]]))
        let start = ThreadTime.now
        let snapshot = feed.snapshot(view.request)
        view.note(snapshot)
        let taken = ThreadTime.now
        let grid = Screen.grid(snapshot, view: view, at: Moment(now: .now))
        let drawn = ThreadTime.now
        terminal.show(grid)
        cost.snapshot += taken - start
        cost.picture += drawn - taken
        cost.writing += ThreadTime.now - drawn
    }
}

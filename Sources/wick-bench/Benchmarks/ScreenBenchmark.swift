import WickEngine
import WickScreen

/// The screen without a terminal: what a snapshot costs, and the picture of it.
struct ScreenBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.screen)
        var direct = try DirectFeed(symbols: 10, historyCount: 500)
        direct.apply(Tape(direct.market, forming: 500, parts: 1..<2, of: 2).bytes)
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)] {
            draw(direct, size, in: &report)
        }
        return report
    }

    private func draw(_ direct: DirectFeed, _ size: Size, in report: inout Report) {
        let count = effort.choose(500, quick: 2)
        var view = ViewState(size: size)
        var snapshot = direct.snapshot(view.request)
        view.note(snapshot)
        let moment = Moment(now: .now)
        var grid = Screen.grid(snapshot, view: view, at: moment)
        let (snapshots, pictures) = (
            cost(of: count) { snapshot = direct.snapshot(view.request) },
            cost(of: count) { grid = Screen.grid(snapshot, view: view, at: moment) }
        )
        let name = "\(size.columns)×\(size.rows)"
        report.add(Figure("\(name): snapshot", snapshots, "µs"))
        report.add(Figure("\(name): picture", pictures, "µs"))
        let text = grid.lines.joined(separator: "\n")
        report.check(grid.size == size, "\(name): the picture has another size")
        report.check(text.contains("B0000USDT"), "\(name): the picture shows no symbol")
    }

    /// Microseconds of processor time for each of `count` turns.
    private func cost(of count: Int, _ body: () -> Void) -> [Double] {
        (0..<effort.runs).map { _ in
            let start = ThreadTime.now
            for _ in 0..<count { body() }
            return Double(ThreadTime.now - start) / Double(count) / 1_000
        }
    }
}

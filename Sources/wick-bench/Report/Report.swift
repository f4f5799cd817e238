/// What a benchmark found: its figures, and what was wrong with its results.
struct Report {
    let benchmark: BenchmarkName
    private(set) var figures: [Figure] = []
    private(set) var flaws: [String] = []

    init(_ benchmark: BenchmarkName) { self.benchmark = benchmark }

    mutating func add(_ figure: Figure) { figures.append(figure) }

    /// Notes what is wrong with a result.
    mutating func add(flaws: [String]) { self.flaws += flaws }

    /// Notes a flaw unless `isRight`.
    mutating func check(_ isRight: Bool, _ flaw: @autoclosure () -> String) { if !isRight { flaws.append(flaw()) } }

    /// A table for people.
    var table: String {
        let width = figures.map(\.name.count).max() ?? 0
        let rows = figures.map { figure in
            let spread =
                figure.lowest == figure.highest
                ? "" : "  (\(NumberText.text(figure.lowest)) to \(NumberText.text(figure.highest)))"
            return "  \(NumberText.padded(figure.name, width))  "
                + "\(NumberText.padLeft(NumberText.text(figure.value), 12)) \(figure.unit)\(spread)"
        }
        let verdict = flaws.isEmpty ? ["  results: as they must be"] : flaws.map { "  WRONG: \($0)" }
        return (["\(benchmark.rawValue): \(benchmark.summary)"] + rows + verdict).joined(separator: "\n")
    }

    /// An object for programs.
    var json: String {
        let rows = figures.map { figure in
            #"{"name":\#(NumberText.quoted(figure.name)),"median":\#(figure.value),"unit":"#
                + #"\#(NumberText.quoted(figure.unit)),"lowest":\#(figure.lowest),"highest":\#(figure.highest)}"#
        }
        let flaws = flaws.map(NumberText.quoted).joined(separator: ",")
        return
            #"{"benchmark":"\#(benchmark.rawValue)","figures":[\#(rows.joined(separator: ","))],"flaws":[\#(flaws)]}"#
    }
}

import ArgumentParser
import Glibc

/// Measures wick, and checks that what it measures comes out right.
@main
struct WickBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wick-bench",
        abstract: "Measure wick: each figure is the median of several runs, with the lowest and the highest.",
        discussion: """
            Everything runs on this machine, over loopback where a socket is needed. Exit codes: 0 all results were \
            right; 1 one was not.
            """)

    @Argument(help: "What to measure; everything, if nothing is named.")
    var benchmarks: [BenchmarkName] = []

    @Flag(help: "Check the results with little work; the figures say nothing then.")
    var quick = false

    @Flag(help: "Print a JSON object.")
    var json = false

    @Option(help: "Do the work of one of the parts, and print how many messages or candles that were, for .ci/count.")
    var count: String?

    @Option(help: "How often each figure is taken.")
    var runs = 5

    func validate() throws {
        guard (1...100).contains(runs) else { throw ValidationError("--runs \(runs) is not in 1 to 100.") }
    }

    func run() throws {
        let isQuick = quick || count != nil
        let effort = Effort(isQuick: isQuick, countedPart: count, runs: isQuick ? 1 : runs)
        if count != nil {
            if let flaw = try BenchmarkName.parts.run(effort).flaws.first { throw BenchmarkError(flaw) }
            return
        }
        if !json { print(Machine.description) }
        let machine = Machine.description
        var reports: [Report] = []
        for benchmark in benchmarks.isEmpty ? BenchmarkName.allCases : benchmarks {
            let report = try benchmark.run(effort)
            reports.append(report)
            if !json { print("\n\(report.table)") }
            fflush(nil)  // a long run is watched
        }
        if json {
            let texts = reports.map(\.json).joined(separator: ",")
            print(#"{"machine":\#(NumberText.quoted(machine)),"quick":\#(quick),"reports":[\#(texts)]}"#)
        }
        guard reports.allSatisfy(\.flaws.isEmpty) else { throw ExitCode.failure }
    }
}

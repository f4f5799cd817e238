import ArgumentParser

/// The benchmarks.
enum BenchmarkName: String, CaseIterable, ExpressibleByArgument {
    case startup, load, memory, throughput, latency, sinks, burst, replay, parts, screen

    /// What it measures.
    var summary: String {
        switch self {
        case .startup: "wick on its simulated exchange, from its start as a process"
        case .load: "a usual day, 10 symbols with 2 messages a second each: wick as a process, the exchange in another"
        case .memory: "what candles cost: in wick as a process, the exchange in another, and in the core's heap"
        case .throughput: "loopback socket to series and decisions, the whole core, as fast as it goes"
        case .latency: "from a message's sending and receipt until it is applied, at a steady rate"
        case .sinks: "100,000 messages a second beside no sinks, and beside sinks that are dead, slow and flapping"
        case .burst: "3,000 series close at once, strategy and risk included"
        case .replay: "a CSV file through indicators, strategy and risk"
        case .parts: "single parts, one by one"
        case .screen: "a snapshot, the picture of it, and what the terminal gets"
        }
    }

    func run(_ effort: Effort) throws -> Report {
        switch self {
        case .startup: try StartupBenchmark(effort).run()
        case .load: try LoadBenchmark(effort).run()
        case .memory: try MemoryBenchmark(effort).run()
        case .throughput: try ThroughputBenchmark(effort).run()
        case .latency: try LatencyBenchmark(effort).run()
        case .sinks: try SinkBenchmark(effort).run()
        case .burst: try BurstBenchmark(effort).run()
        case .replay: try ReplayBenchmark(effort).run()
        case .parts: try PartsBenchmark(effort).run()
        case .screen: try ScreenBenchmark(effort).run()
        }
    }
}

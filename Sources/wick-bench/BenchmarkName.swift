import ArgumentParser

/// The benchmarks.
enum BenchmarkName: String, CaseIterable, ExpressibleByArgument {
    case memory, throughput, latency, burst, replay, parts, screen

    /// What it measures.
    var summary: String {
        switch self {
        case .memory: "what candles cost, with all that belongs to them"
        case .throughput: "loopback socket to series and decisions, the whole core, as fast as it goes"
        case .latency: "from a message's sending and receipt until it is applied, at a steady rate"
        case .burst: "3,000 series close at once, strategy and risk included"
        case .replay: "a CSV file through indicators, strategy and risk"
        case .parts: "single parts, one by one"
        case .screen: "a snapshot, and the picture of it"
        }
    }

    func run(_ effort: Effort) throws -> Report {
        switch self {
        case .memory: try MemoryBenchmark(effort).run()
        case .throughput: try ThroughputBenchmark(effort).run()
        case .latency: try LatencyBenchmark(effort).run()
        case .burst: try BurstBenchmark(effort).run()
        case .replay: try ReplayBenchmark(effort).run()
        case .parts: try PartsBenchmark(effort).run()
        case .screen: try ScreenBenchmark(effort).run()
        }
    }
}

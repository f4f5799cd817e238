import Foundation
import Testing

/// Days of faults against a modelled exchange. To run more of it:
/// `WICK_FEED_SEEDS=10000 WICK_FEED_MINUTES=4320 swift test -c release --filter FeedSimulationTests`.
struct FeedSimulationTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seedCount = environment["WICK_FEED_SEEDS"].flatMap { UInt64($0) } ?? 200
    private static let minutes = environment["WICK_FEED_MINUTES"].flatMap { Int($0) } ?? 40
    private static let firstSeed = environment["WICK_FEED_FIRST_SEED"].flatMap { UInt64($0) } ?? 0

    @Test(
        "whatever goes wrong: each candle once, in order, with the true values, holes only where the exchange has them",
        arguments: firstSeed..<firstSeed + seedCount)
    func everyCandleOnce(seed: UInt64) {
        let simulation = Simulation(seed: seed, minutes: Self.minutes)
        simulation.run()
        #expect(simulation.violations == [])
    }
}

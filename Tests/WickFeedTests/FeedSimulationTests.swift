import Foundation
import Testing

@testable import WickFeed

/// Days of faults against a modelled exchange; `make soak` runs many more of them.
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
        let again = "WICK_FEED_FIRST_SEED=\(seed) WICK_FEED_SEEDS=1 WICK_FEED_MINUTES=\(Self.minutes)"
        #expect(simulation.violations == [], "again: \(again) swift test --filter FeedSimulationTests")
    }

    @Test("day after day, each connection is replaced before it is cut, and no candle is missing")
    func rotates() {
        let days = Self.environment["WICK_ROTATION_DAYS"].flatMap { Int($0) } ?? 1
        let simulation = Simulation(seed: 1, minutes: days * 1440, isCalm: true)
        simulation.run()
        #expect(simulation.violations == [])
        #expect(simulation.agedOut == 0)
        #expect(simulation.feed.lastConnectionNumber > days * simulation.feed.shards.count)
        #expect(simulation.checks.allSatisfy { $0.holes == 0 })
        #expect(simulation.checks.contains { $0.delivered >= days * 1440 })
    }
}

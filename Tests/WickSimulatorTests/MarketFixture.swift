import Testing
import WickMarket

@testable import WickSimulator

/// What tests of the market share.
enum MarketFixture {
    /// 2026-07-01 00:00 UTC, on every timeframe's grid.
    static let start: Int64 = 1_782_864_000_000
    static let minute: Int64 = 60_000

    static func seeded(_ seed: UInt64 = 1, symbols: Int = 48) -> SeededMarket {
        SeededMarket(seed: seed, symbolCount: symbols)
    }

    /// The minutes of a symbol from `start` on.
    static func minutes(
        _ count: Int, of symbol: String, in market: any Market, from start: Int64 = start
    ) throws -> [Kline] {
        let index = try #require(market.index(of: symbol))
        return try (0..<count).map { place in
            try #require(
                market.unit(of: index, .oneMinute, opensAtOrAfter: start + Int64(place) * minute))
        }
    }

    static func assembler(
        _ symbol: String, _ timeframe: Timeframe, in market: any Market, offset: Int64 = 0
    ) throws -> KlineAssembler {
        let index = try #require(market.index(of: symbol))
        return try #require(KlineAssembler(market, instrument: index, timeframe: timeframe, offset: offset))
    }
}

import WickMarket
import WickTestKit

@testable import WickFeed

/// A fixed moment on the monotonic clock; tests count from it and never read a clock.
let start = ContinuousClock.Instant.now

/// The open time of candle `index` of a series of one-minute candles.
func minute(_ index: Int, plusSeconds seconds: Double = 0) -> Timestamp {
    CandleMaker.start.advanced(byMilliseconds: Int64(index) * 60_000 + Int64(seconds * 1000))
}

/// A one-minute candle.
func candle(_ index: Int, close: Double = 100) -> Candle { CandleMaker.candle(index, close: close) }

/// One-minute candles as an answer to a request has them.
func rows(_ indices: some Sequence<Int>) -> [RESTCandle] {
    indices.map { RESTCandle(candle: candle($0), closeTime: minute($0 + 1).advanced(byMilliseconds: -1)) }
}

/// A random number generator that always gives the same word.
struct ConstantRandom: RandomNumberGenerator {
    let word: UInt64
    mutating func next() -> UInt64 { word }
}

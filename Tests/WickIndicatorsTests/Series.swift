import WickMarket
import WickTestKit

/// Series of numbers for tests of indicators; the same seed gives the same numbers.
enum Series {
    /// Candles of a random walk.
    static func walk(_ count: Int, seed: UInt64) -> [Candle] {
        var random = SeededRandom(seed: seed)
        return CandleMaker.randomWalk(count, using: &random)
    }

    /// Numbers above zero from 1e-12 to 1e12, jumping between huge and tiny, with runs of the same number.
    static func wild(_ count: Int, seed: UInt64) -> [Double] {
        let sizes = [1e-12, 1e-3, 1, 1e3, 1e12]
        var random = SeededRandom(seed: seed)
        var numbers: [Double] = []
        while numbers.count < count {
            let number = sizes[Int.random(in: 0..<sizes.count, using: &random)] * .random(in: 1...2, using: &random)
            let run = Int.random(in: 1...4, using: &random) == 1 ? 40 : 1
            numbers += Array(repeating: number, count: min(run, count - numbers.count))
        }
        return numbers
    }

    /// A period from 1 to 40.
    static func period(seed: UInt64) -> Int { Int(seed % 40) + 1 }
}

/// Whether two values agree to 1e-9 relative, or are both undefined.
func agree(_ ours: Double?, _ theirs: Double?) -> Bool {
    guard let ours, let theirs else { return ours == nil && theirs == nil }
    return abs(ours - theirs) <= 1e-9 * abs(theirs)
}

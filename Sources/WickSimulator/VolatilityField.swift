import Glibc

/// How lively a market is at a minute, as a factor around 1: a smooth random function of time in which days, hours and
/// minutes each have their mood, with a daily rhythm on top.
struct VolatilityField: Sendable {
    /// A period in minutes, and how strong its mood is (in the factor's logarithm).
    private struct Mood {
        var period: Int64
        var strength: Double
    }

    private static let moods = [
        Mood(period: 4320, strength: 0.30), Mood(period: 720, strength: 0.30), Mood(period: 180, strength: 0.28),
        Mood(period: 45, strength: 0.28), Mood(period: 11, strength: 0.25),
    ]
    /// The number from which everything about the field follows.
    let stream: UInt64

    /// The factor at a minute since 1970.
    func factor(at minute: Int64) -> Double { factors(from: minute, count: 1)[0] }

    /// The factors of so many minutes in a row, at a fraction of what they cost one by one.
    func factors(from first: Int64, count: Int) -> [Double] {
        var factors = (0..<count).map { Self.rhythm(at: first + Int64($0)) }
        for (index, mood) in Self.moods.enumerated() {
            let source = stream &+ UInt64(index)
            var place = 0
            while place < count {
                let start = (first + Int64(place)).flooredMultiple(of: mood.period)
                let left = Chance.normal(Chance.number(source, start))
                let rise = Chance.normal(Chance.number(source, start + mood.period)) - left
                let end = min(count, Int(start + mood.period - first))
                while place < end {
                    let progress = Double(first + Int64(place) - start) / Double(mood.period)
                    let weight = progress * progress * (3 - 2 * progress)
                    factors[place] += mood.strength * (left + rise * weight)
                    place += 1
                }
            }
        }
        return factors.map { exp(min(1.5, max(-1.5, $0))) }
    }

    /// Quietest at 03:00 UTC and liveliest at 15:00: a parabola stands in for the sine.
    private static func rhythm(at minute: Int64) -> Double {
        let ofDay = Double((minute - 180) - (minute - 180).flooredMultiple(of: 1440)) / 1440
        return 0.25 * (16 * ofDay * (1 - ofDay) - 8.0 / 3) / 2
    }
}

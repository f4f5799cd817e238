import Glibc

/// How lively a market is at a minute, as a factor around 1: a smooth random function of time in which days, hours and
/// minutes each have their mood, with a daily rhythm on top.
struct VolatilityField: Sendable {
    /// The periods of the moods in minutes, and how strong each is (in the factor's logarithm).
    private static let moods: [(period: Int64, strength: Double)] = [
        (4320, 0.30), (720, 0.30), (180, 0.28), (45, 0.28), (11, 0.25),
    ]
    /// The number from which everything about the field follows.
    let stream: UInt64

    /// The factor at a minute since 1970.
    func factor(at minute: Int64) -> Double {
        var logarithm = Self.rhythm(at: minute)
        for (index, mood) in Self.moods.enumerated() {
            let place = minute.flooredMultiple(of: mood.period)
            let source = stream &+ UInt64(index)
            let left = Chance.normal(Chance.number(source, place))
            let right = Chance.normal(Chance.number(source, place + mood.period))
            let progress = Double(minute - place) / Double(mood.period)
            let weight = progress * progress * (3 - 2 * progress)
            logarithm += mood.strength * (left + (right - left) * weight)
        }
        return exp(min(1.5, max(-1.5, logarithm)))
    }

    /// Quietest at 03:00 UTC and liveliest at 15:00: a parabola stands in for the sine.
    private static func rhythm(at minute: Int64) -> Double {
        let ofDay = Double((minute - 180) - (minute - 180).flooredMultiple(of: 1440)) / 1440
        return 0.25 * (16 * ofDay * (1 - ofDay) - 8.0 / 3) / 2
    }
}

/// How long a sink that failed is let alone: doubling from one second to a minute, and from the start again after it has
/// worked for a while.
struct SinkPauses {
    var base = Duration.seconds(1), ceiling = Duration.seconds(60)
    /// How long it has to work so that a failure counts as the first.
    var health = Duration.seconds(10)
    private var failures = 0

    init(base: Duration = .seconds(1), ceiling: Duration = .seconds(60), health: Duration = .seconds(10)) {
        (self.base, self.ceiling, self.health) = (base, ceiling, health)
    }

    /// The pause after one more failure.
    /// - Parameter workedFor: since it was opened; zero if it could not be.
    mutating func next(workedFor: Duration) -> Duration {
        failures = workedFor >= health ? 1 : failures + 1
        return min(ceiling, base * (1 << min(failures - 1, 20)))
    }
}

/// The section `simulator`: what `exchange: simulated` plays.
public struct SimulatorSettings: Equatable, Sendable {
    /// The market's seed: the same seed gives the same market. At least 0.
    public var seed = 1
    /// How fast its time runs.
    public var speed = SimulatorSpeed.times(10)
    /// Files of recorded candles to play in place of a seeded market; `nil` for none.
    public var data: [String]?

    /// The defaults.
    public init() {}
}

/// A minute of a seeded symbol in whole steps: prices in ticks, the volume in steps.
struct SeededMinute: Equatable, Sendable {
    var open, high, low, close: Int64
    var volume, trades: Int64
}

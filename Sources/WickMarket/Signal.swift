/// What a strategy asks for after a closed candle: a side, an entry, and how far stop and target lie from it.
public struct Signal: Equatable, Sendable {
    /// LONG or SHORT.
    public let side: Side
    /// The entry price, in quote units: the close of the candle that gave the signal.
    public let entry: Double
    /// How far the stop loss lies from the entry, in quote units, above zero; `nil` leaves it to the risk engine.
    public let stopDistance: Double?
    /// How far the take profit lies from the entry, in quote units, above zero; `nil` leaves it to the risk engine.
    public let targetDistance: Double?
    /// The average true range behind the signal, in quote units, for stops that the risk engine sets.
    public let atr: Double?

    /// A signal of these values.
    public init(side: Side, entry: Double, stopDistance: Double?, targetDistance: Double?, atr: Double?) {
        (self.side, self.entry) = (side, entry)
        (self.stopDistance, self.targetDistance, self.atr) = (stopDistance, targetDistance, atr)
    }
}

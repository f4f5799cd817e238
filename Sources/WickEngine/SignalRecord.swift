import WickMarket
import WickRisk
import WickStrategy

/// A signal with all that belongs to it: what the journal keeps and the log shows.
public struct SignalRecord: Equatable, Sendable {
    /// Its number since the start of the program, from 1.
    public var number: Int
    /// The series that gave it.
    public var key: SeriesKey
    /// The open time of the closed candle that gave it.
    public var openTime: Timestamp
    /// The signal itself.
    public var signal: Signal
    /// The indicator values behind it.
    public var readings: IndicatorReadings
    /// The sized plan, or why there is none.
    public var verdict: RiskVerdict
    /// Whether the candle was fetched after the fact, so that the signal was never fresh.
    public var isLate: Bool

    /// A record of these values.
    public init(
        number: Int, key: SeriesKey, openTime: Timestamp, signal: Signal, readings: IndicatorReadings,
        verdict: RiskVerdict, isLate: Bool
    ) {
        (self.number, self.key, self.openTime, self.signal) = (number, key, openTime, signal)
        (self.readings, self.verdict, self.isLate) = (readings, verdict, isLate)
    }
}

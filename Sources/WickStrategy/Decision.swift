import WickMarket

/// What a strategy says of a candle, and what it saw.
public struct Decision: Equatable, Sendable {
    /// A signal, or why there is none.
    public enum Outcome: Equatable, Sendable {
        case signal(Signal)
        case noSignal(NoSignalReason)
    }

    /// The open time of the candle.
    public let openTime: Timestamp
    /// A signal, or why there is none.
    public let outcome: Outcome
    /// The numbers behind the outcome.
    public let readings: IndicatorReadings

    /// A decision of these values.
    public init(openTime: Timestamp, outcome: Outcome, readings: IndicatorReadings) {
        (self.openTime, self.outcome, self.readings) = (openTime, outcome, readings)
    }

    /// The signal, if there is one.
    public var signal: Signal? {
        if case .signal(let signal) = outcome { signal } else { nil }
    }

    /// Why there is no signal, if there is none.
    public var noSignalReason: NoSignalReason? {
        if case .noSignal(let reason) = outcome { reason } else { nil }
    }

    /// The outcome in a word: `LONG`, `SHORT`, or the reason for no signal, as `no_setup`.
    public var word: String {
        switch outcome {
        case .signal(let signal): signal.side.rawValue
        case .noSignal(let reason): reason.rawValue
        }
    }
}

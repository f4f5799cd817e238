/// The length of a candle.
///
/// Only lengths whose edges are multiples of themselves since 1970 UTC are offered. Binance's `3d`, `1w` and `1M` are
/// left out: their edges are the exchange's own.
public enum Timeframe: String, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    case oneSecond = "1s"
    case oneMinute = "1m"
    case threeMinutes = "3m"
    case fiveMinutes = "5m"
    case fifteenMinutes = "15m"
    case thirtyMinutes = "30m"
    case oneHour = "1h"
    case twoHours = "2h"
    case fourHours = "4h"
    case sixHours = "6h"
    case eightHours = "8h"
    case twelveHours = "12h"
    case oneDay = "1d"

    /// A timeframe from its short name, `1m`; the case matters (`1M` is a month, and not offered).
    /// - Throws: ``MarketError/unknownTimeframe(_:)``.
    public init(_ text: String) throws(MarketError) {
        guard let timeframe = Timeframe(rawValue: text) else { throw .unknownTimeframe(text) }
        self = timeframe
    }

    /// The length in milliseconds.
    public var milliseconds: Int64 {
        switch self {
        case .oneSecond: 1000
        case .oneMinute: 60_000
        case .threeMinutes: 180_000
        case .fiveMinutes: 300_000
        case .fifteenMinutes: 900_000
        case .thirtyMinutes: 1_800_000
        case .oneHour: 3_600_000
        case .twoHours: 7_200_000
        case .fourHours: 14_400_000
        case .sixHours: 21_600_000
        case .eightHours: 28_800_000
        case .twelveHours: 43_200_000
        case .oneDay: 86_400_000
        }
    }

    /// The length as a duration.
    public var duration: Duration { .milliseconds(milliseconds) }

    /// Whether a candle of this length can open at `time`.
    public func isOnGrid(_ time: Timestamp) -> Bool { time.milliseconds % milliseconds == 0 }

    /// The open time of the candle that holds `time`.
    public func openTime(containing time: Timestamp) -> Timestamp {
        let remainder = time.milliseconds % milliseconds
        return Timestamp(milliseconds: time.milliseconds - (remainder < 0 ? remainder + milliseconds : remainder))
    }

    /// The open time of the candle after the one that opens at `openTime`.
    public func next(after openTime: Timestamp) -> Timestamp { openTime.advanced(byMilliseconds: milliseconds) }

    public var description: String { rawValue }
}

import WickMarket

/// Spans and points in time as short text.
enum TimeText {
    /// How long ago something was, in whole seconds at first so that a quiet screen stays still: `<1s`, `12s`, `3m`, `5h`, `2d`.
    static func age(_ span: Duration?) -> String {
        guard let span else { return NumberText.unknown }
        let seconds = span.components.seconds
        return switch seconds {
        case ..<1: "<1s"
        case ..<120: "\(seconds)s"
        case ..<7200: "\(seconds / 60)m"
        case ..<172_800: "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// The length of a span in its largest whole unit, rounded down: `24h`, `8h`, `15m`.
    static func span(_ span: Duration) -> String {
        let seconds = span.components.seconds
        return switch seconds {
        case ..<60: "\(max(0, seconds))s"
        case ..<3600: "\(seconds / 60)m"
        case ..<172_800: "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// The whole seconds until something is due, rounded up: a wait that is not over never shows 0.
    static func secondsLeft(_ span: Duration) -> Int64 {
        let (seconds, attoseconds) = span.components
        return max(0, attoseconds > 0 ? seconds + 1 : seconds)
    }

    /// The open time of a candle, as exactly as its timeframe needs: `14:05:09`, `14:05`, `03-05 14:00` or `2024-03-05`.
    static func openTime(_ time: Timestamp, _ timeframe: Timeframe) -> String {
        let utc = UTCTime(time)
        return switch timeframe {
        case .oneSecond: utc.time
        case .oneMinute, .threeMinutes, .fiveMinutes, .fifteenMinutes, .thirtyMinutes: utc.hourAndMinute
        case .oneHour, .twoHours, .fourHours, .sixHours, .eightHours, .twelveHours: dayAndTime(utc)
        case .oneDay: utc.date
        }
    }

    /// The open time of a candle that may lie on another day than `today`: then the day is said, too.
    static func moment(_ time: Timestamp, _ timeframe: Timeframe, today: Timestamp?) -> String {
        if timeframe == .oneDay || isSameDay(time, today) { return openTime(time, timeframe) }
        return dayAndTime(UTCTime(time))
    }

    /// Whether two points in time lie on the same UTC day.
    static func isSameDay(_ time: Timestamp, _ other: Timestamp?) -> Bool {
        other.map { UTCTime(time).date == UTCTime($0).date } ?? false
    }

    private static func dayAndTime(_ utc: UTCTime) -> String { "\(utc.date.suffix(5)) \(utc.hourAndMinute)" }
}

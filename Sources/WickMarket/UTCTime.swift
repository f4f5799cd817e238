/// A ``Timestamp`` taken apart into the fields of the UTC calendar, for display.
///
/// The conversion is Howard Hinnant's `civil_from_days` (proleptic Gregorian calendar), so nothing of Foundation is
/// needed to print a time.
public struct UTCTime: Equatable, Sendable {
    /// The calendar date; `month` and `day` count from 1.
    public let year, month, day: Int
    /// The time of day; `millisecond` is 0 to 999.
    public let hour, minute, second, millisecond: Int

    /// Takes a timestamp apart.
    public init(_ timestamp: Timestamp) {
        let dayLength: Int64 = 86_400_000
        let days = timestamp.milliseconds.flooredQuotient(by: dayLength)
        let ofDay = Int(timestamp.milliseconds - days * dayLength)
        (hour, minute) = (ofDay / 3_600_000, ofDay / 60_000 % 60)
        (second, millisecond) = (ofDay / 1000 % 60, ofDay % 1000)

        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    }

    /// `2024-03-05`.
    public var date: String { "\(padded(year, to: 4))-\(padded(month))-\(padded(day))" }

    /// `14:05`.
    public var hourAndMinute: String { "\(padded(hour)):\(padded(minute))" }

    /// `14:05:09`.
    public var time: String { "\(hourAndMinute):\(padded(second))" }

    /// ISO 8601 with milliseconds: `2024-03-05T14:05:09.120Z`.
    public var iso8601: String { "\(date)T\(time).\(padded(millisecond, to: 3))Z" }

    private func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// The quotient rounded towards negative infinity, so that times before 1970 fall on the right day.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

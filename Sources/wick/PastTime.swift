import ArgumentParser
import Glibc
import WickMarket

/// A time on the command line: `2024-03-05`, `2024-03-05T14:05`, `2024-03-05T14:05:09` or `…Z`, all UTC; or a span back
/// from now: `90m`, `24h`, `7d`.
struct PastTime: ExpressibleByArgument {
    let timestamp: Timestamp

    init?(argument: String) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        self.init(argument, now: Timestamp(milliseconds: Int64(now.tv_sec) * 1000))
    }

    init?(_ text: String, now: Timestamp) {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = text.last.flatMap({ units[$0] }), let count = Self.number(text.dropLast(), in: 0...1_000_000) {
            timestamp = now.advanced(byMilliseconds: -Int64(count) * unit)
            return
        }
        let parts = (text.hasSuffix("Z") ? text.dropLast() : text[...]).split(
            separator: "T", omittingEmptySubsequences: false)
        guard parts.count <= 2, let days = Self.days(parts[0]),
            let seconds = parts.count == 2 ? Self.seconds(parts[1]) : 0
        else { return nil }
        timestamp = Timestamp(milliseconds: (days * 86_400 + seconds) * 1000)
    }

    /// Days since 1970-01-01; Howard Hinnant's `days_from_civil`.
    private static func days(_ date: Substring) -> Int64? {
        let fields = date.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, let year = number(fields[0], in: 1970...9999),
            let month = number(fields[1], in: 1...12),
            let day = number(fields[2], in: 1...31)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = Int64(shifted / 400 * 146_097 + dayOfEra - 719_468)
        // A 31st of a month that has none is no day.
        guard UTCTime(Timestamp(milliseconds: days * 86_400_000)).day == day else { return nil }
        return days
    }

    private static func seconds(_ time: Substring) -> Int64? {
        let fields = time.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), let hour = number(fields[0], in: 0...23),
            let minute = number(fields[1], in: 0...59),
            let second = fields.count == 3 ? number(fields[2], in: 0...59) : 0
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    private static func number(_ text: Substring, in range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(text), range.contains(number)
        else { return nil }
        return number
    }
}

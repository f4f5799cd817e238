import WickMarket

/// A host has told us to stay away from it, and until when: kept over a restart, for going on asking makes it longer.
public struct Ban: Equatable, Sendable {
    /// The longest time that is believed: the longest ban that an exchange has.
    public static let longest = Duration.seconds(3 * 86_400)

    /// The host as addresses have it, with its port where they name one: `api.binance.com`.
    public var host: String
    /// Until when, by this machine's clock.
    public var until: Timestamp
    /// The status of the answer that said so, such as 418.
    public var status: Int
    /// What it said: `HTTP 418, code -1003: Way too many requests`.
    public var reason: String

    /// A ban of these values.
    public init(host: String, until: Timestamp, status: Int, reason: String) {
        (self.host, self.until, self.status, self.reason) = (host, until, status, reason)
    }

    /// The host and port that an address names, in small letters; empty if it is no address.
    public static func host(of url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return "" }
        return url[start...].prefix { !"/?#".contains($0) }.lowercased()
    }

    /// `banned until 14:32 UTC by api.binance.com (HTTP 418, code -1003: Way too many requests)`.
    ///
    /// - Parameter now: the present, by this machine's clock: with a date, where it is not of this day.
    public func words(now: Timestamp) -> String {
        let (end, present) = (UTCTime(until), UTCTime(now))
        let time = end.date == present.date ? end.hourAndMinute : "\(end.date) \(end.hourAndMinute)"
        let verb =
            switch status {
            case 418: "banned"
            case 429: "told to wait"
            default: "refused"
            }
        return "\(verb) until \(time) UTC by \(host) (\(reason))"
    }
}

import WickMarket

/// The parameters of a klines request, checked.
struct KlineQuery: Equatable, Sendable {
    var symbol: String
    var timeframe: Timeframe
    var startTime, endTime: Int64?
    var limit: Int
    /// How far the time zone asked for is ahead of UTC, in milliseconds.
    var offset: Int64 = 0

    /// The parameters of every venue.
    static let names: Set<String> = ["symbol", "interval", "startTime", "endTime", "limit"]

    init(_ parameters: RestParameters, _ rules: VenueRules, _ venue: SimulatedVenue) throws(RestError) {
        symbol = try parameters.symbol()
        let interval = try parameters.mandatory("interval")
        guard let timeframe = Timeframe(rawValue: interval), timeframe != .oneSecond || rules.offersSeconds else {
            throw .invalidInterval
        }
        self.timeframe = timeframe
        startTime = try parameters.number("startTime")
        endTime = try parameters.number("endTime")
        let asked = try parameters.number("limit") ?? 500
        guard asked > 0 else { throw .invalidData(parameter: "limit") }
        if venue == .binanceUSDM {
            guard asked <= rules.klinesMax else { throw .invalidData(parameter: "limit") }
            if let startTime, let endTime, startTime > endTime { throw .startAfterEnd }
        }
        limit = Int(min(asked, Int64(rules.klinesMax)))
        if rules.offersTimeZones, let zone = parameters.value("timeZone") {
            guard let offset = Self.offset(of: zone) else { throw .invalidData(parameter: "timeZone") }
            self.offset = offset
        }
    }

    /// The offset of a time zone such as `0`, `8`, `-1:00` or `05:45`, within −12:00 to +14:00.
    private static func offset(of zone: String) -> Int64? {
        let isBehind = zone.hasPrefix("-")
        let digits = isBehind || zone.hasPrefix("+") ? zone.dropFirst() : zone[...]
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
            let hours = UInt8(parts[0]), let minutes = parts.count > 1 ? UInt8(parts[1]) : 0, minutes < 60
        else { return nil }
        let offset = (Int64(hours) * 60 + Int64(minutes)) * 60_000 * (isBehind ? -1 : 1)
        return (-12 * 3_600_000...14 * 3_600_000).contains(offset) ? offset : nil
    }
}

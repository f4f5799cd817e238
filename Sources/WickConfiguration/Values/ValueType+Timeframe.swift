import WickMarket

extension ValueType where Value == Timeframe {
    /// The length of a candle, by its short name.
    static var timeframe: Self {
        let names = Timeframe.allCases.map { $0 == .oneSecond ? "\($0) (on binance only)" : $0.rawValue }
        let allowed = names.alternatives
        return Self(allowed: allowed, write: \.rawValue) { node throws(ValueProblem) in
            let text = try node.scalar().text
            if let timeframe = Timeframe(rawValue: text) { return timeframe }
            let suggestion = Timeframe.nearest(to: text).map { " Did you mean '\($0)'?" } ?? ""
            throw ValueProblem("\(text.quoted) is not offered", remedy: "Use \(allowed).\(suggestion)")
        }
    }
}

extension Timeframe {
    /// The timeframe that is nearest in length to what somebody wrote as a number and a unit, `7m`, `60 min`, `1H`.
    fileprivate static func nearest(to text: String) -> Timeframe? {
        let number = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(number), (1...1_000_000).contains(count) else { return nil }
        let unit = text.dropFirst(number.count).drop { $0 == " " }
        let milliseconds: Int64? =
            switch unit.first?.lowercased() {
            case _ where unit == "M" || unit.hasPrefix("mo"): nil  // A month: nothing offered is near it.
            case "s": 1000
            case "m": 60_000
            case "h": 3_600_000
            case "d": 86_400_000
            case "w": 604_800_000
            default: nil
            }
        guard let milliseconds else { return nil }
        let length = Double(count * milliseconds)
        func ratio(_ other: Timeframe) -> Double {
            max(length / Double(other.milliseconds), Double(other.milliseconds) / length)
        }
        return allCases.filter { $0 != .oneSecond || length < 30_000 }.min { ratio($0) < ratio($1) }
    }
}

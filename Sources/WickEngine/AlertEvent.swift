import WickMarket

/// An alert that has become true.
public struct AlertEvent: Equatable, Sendable {
    /// The alert.
    public var alert: Alert
    /// The series that made it true.
    public var key: SeriesKey
    /// The open time of the candle that did; of a forming one if the price did.
    public var openTime: Timestamp
    /// The price, the RSI, or the entry of the signal.
    public var value: Double
    /// The side of the signal; `nil` for what is none.
    public var side: Side?

    /// An event of these values.
    public init(alert: Alert, key: SeriesKey, openTime: Timestamp, value: Double, side: Side? = nil) {
        (self.alert, self.key, self.openTime) = (alert, key, openTime)
        (self.value, self.side) = (value, side)
    }

    /// What is so, in a sentence: `BTCUSDT is at 65001.2, which crosses 65000`.
    public var text: String {
        let number = ShortestDecimal(value)
        switch alert.condition {
        case .price(let crossing, let level):
            return "\(key.symbol) is at \(number): \(Self.words(crossing)) \(level.text)"
        case .rsi(let crossing, let level):
            return "\(key) closed with an RSI of \(value.text(digits: 1)): \(Self.words(crossing)) \(level.text)"
        case .signal: return "\(key) gave a signal: \(side?.rawValue ?? "") at \(number)"
        }
    }

    /// What a command is told in its environment.
    public var environment: [String: String] {
        var variables = [
            "WICK_ALERT": alert.description, "WICK_TEXT": text, "WICK_SYMBOL": key.symbol.name,
            "WICK_TIMEFRAME": key.timeframe.rawValue, "WICK_OPEN_TIME": "\(openTime.milliseconds)",
            "WICK_VALUE": "\(ShortestDecimal(value))",
        ]
        switch alert.condition {
        case .price(_, let level):
            variables.merge(["WICK_KIND": "price", "WICK_LEVEL": "\(ShortestDecimal(level))"]) { $1 }
        case .rsi(_, let level):
            variables.merge(["WICK_KIND": "rsi", "WICK_LEVEL": "\(ShortestDecimal(level))"]) { $1 }
        case .signal: variables.merge(["WICK_KIND": "signal", "WICK_SIDE": side?.rawValue ?? ""]) { $1 }
        }
        return variables
    }

    private static func words(_ crossing: Alert.Crossing) -> String {
        switch crossing {
        case .crosses: "it has crossed"
        case .above: "it has risen to or above"
        case .below: "it has fallen to or below"
        }
    }
}

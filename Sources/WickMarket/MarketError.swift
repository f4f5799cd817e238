/// What can be wrong with a piece of the market's vocabulary.
public enum MarketError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is not a symbol's name.
    case malformedSymbol(String)
    /// The text names no timeframe.
    case unknownTimeframe(String)
    /// The text makes no alert, and what is wrong with it.
    case malformedAlert(String, problem: String)

    public var description: String {
        switch self {
        case .malformedSymbol(let text):
            "'\(text)' is not a symbol: use 1 to \(Symbol.bytesMax) letters and digits, such as BTCUSDT"
        case .unknownTimeframe(let text):
            "'\(text)' is not a timeframe: use \(Timeframe.allCases.map(\.rawValue).joined(separator: ", "))"
        case .malformedAlert(let text, let problem):
            "'\(text)' \(problem): use \(Alert.usage)"
        }
    }
}

/// What can be wrong with how a Binance exchange is set up.
public enum BinanceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A base URL that was given cannot be used: the text, what is wrong with it, and an example of a right one.
    case malformedBaseURL(String, reason: String, example: String)

    public var description: String {
        switch self {
        case .malformedBaseURL(let text, let reason, let example):
            "base URL '\(WireText.cleaned(text))' \(reason): use one such as \(example)"
        }
    }
}

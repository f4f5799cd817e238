/// The symbols of an exchange, for somebody who looks for one.
public enum SymbolList: Equatable, Sendable {
    /// Nobody has asked for them, or there is nobody to ask.
    case unasked
    /// They are being fetched.
    case fetching
    /// In order of their names, at most ``max`` of them.
    case known([ListedSymbol])
    /// They could not be had, for this reason.
    case failed(String)

    /// The most symbols kept. The largest exchange has some 3,500.
    public static let max = 20_000
}

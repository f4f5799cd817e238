import WickMarket

/// What somebody changed while the program ran, to be written to the file; `nil` is what was left alone.
public struct ConfigurationChanges: Equatable, Sendable {
    /// The symbols that are watched, in their order; at least one.
    public var symbols: [Symbol]?
    /// The length of the candles.
    public var timeframe: Timeframe?
    /// Which colours mean what.
    public var theme: ScreenSettings.Theme?
    /// What to tell of.
    public var alerts: [Alert]?

    /// No changes.
    public init() {}

    /// Whether nothing was changed.
    public var isEmpty: Bool { self == ConfigurationChanges() }

    /// What was changed, in words: `symbols, alerts`.
    public var words: String {
        let words = [
            symbols.map { _ in "symbols" }, timeframe.map { _ in "timeframe" }, theme.map { _ in "theme" },
            alerts.map { _ in "alerts" },
        ]
        return words.compactMap(\.self).joined(separator: ", ")
    }

    /// The configuration with these changes.
    func applied(to configuration: Configuration) -> Configuration {
        var result = configuration
        result.symbols = symbols ?? result.symbols
        result.timeframe = timeframe ?? result.timeframe
        result.screen.theme = theme ?? result.screen.theme
        result.alerts.rules = alerts ?? result.alerts.rules
        return result
    }
}

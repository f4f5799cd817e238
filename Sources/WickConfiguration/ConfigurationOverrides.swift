/// What the command line puts in place of the file's values, as it was written.
public struct ConfigurationOverrides: Equatable, Sendable {
    /// `--exchange`. Another exchange than the file's drops the file's addresses, which are not its own.
    public var exchange: String?
    /// The symbols that were listed; empty for those of the file.
    public var symbols: [String] = []
    /// `--timeframe`.
    public var timeframe: String?

    /// `--sink`, as often as it was given: added to those of the file, and written as there.
    public var sinks: [String] = []

    /// `--log-level`.
    public var logLevel: String?

    /// `--allow-plaintext`: takes addresses without TLS beyond this machine, too.
    public var allowsPlaintext = false

    /// Overrides of these values.
    public init(
        exchange: String? = nil, symbols: [String] = [], timeframe: String? = nil, sinks: [String] = [],
        logLevel: String? = nil, allowsPlaintext: Bool = false
    ) {
        (self.exchange, self.symbols, self.timeframe, self.sinks) = (exchange, symbols, timeframe, sinks)
        (self.logLevel, self.allowsPlaintext) = (logLevel, allowsPlaintext)
    }
}

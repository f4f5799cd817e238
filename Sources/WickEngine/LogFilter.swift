import WickMarket

/// Which signals are looked at.
public struct LogFilter: Equatable, Sendable {
    /// Those of one symbol, of whatever timeframe; `nil` for all.
    public var symbol: Symbol?
    /// Those of one side; `nil` for both.
    public var side: Side?

    /// A filter; without arguments one that lets all through.
    public init(symbol: Symbol? = nil, side: Side? = nil) { (self.symbol, self.side) = (symbol, side) }

    /// Whether it lets all through.
    public var isOpen: Bool { symbol == nil && side == nil }

    /// Whether it lets a signal through.
    public func matches(_ record: SignalRecord) -> Bool {
        (side == nil || record.signal.side == side) && (symbol == nil || record.key.symbol == symbol)
    }
}

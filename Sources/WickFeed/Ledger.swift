/// What has happened to the candles of one series since the start: the account behind "every candle once, in order".
public struct Ledger: Equatable, Sendable {
    /// Closed candles delivered that the stream brought.
    public var fromStream = 0
    /// Closed candles delivered that were fetched, the warm-up included.
    public var fromREST = 0
    /// Closed candles that came again with the same values, and were dropped.
    public var duplicates = 0
    /// Closed candles that came again with other values, and were put in place of the first.
    public var corrections = 0
    /// Candles that the exchange itself does not have.
    public var holes = 0
    /// Gaps that were looked into and closed.
    public var repairs = 0
    /// Updates of forming candles that were older than what was known, and were dropped.
    public var outdated = 0
    /// Candles that cannot be true, and were dropped.
    public var rejected = 0

    /// An empty account.
    public init() {}

    /// The sum of two accounts.
    public static func + (left: Ledger, right: Ledger) -> Ledger {
        var sum = left
        sum.fromStream += right.fromStream
        sum.fromREST += right.fromREST
        sum.duplicates += right.duplicates
        sum.corrections += right.corrections
        sum.holes += right.holes
        sum.repairs += right.repairs
        sum.outdated += right.outdated
        sum.rejected += right.rejected
        return sum
    }
}

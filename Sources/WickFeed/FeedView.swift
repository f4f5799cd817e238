import WickMarket

/// What a snapshot needs to know of where candles come from: an exchange's feed, or a recording.
public protocol FeedView {
    /// The candles of all series.
    var router: CandleRouter { get }
    /// The series on view by index, in the order of the watchlist.
    var order: [Int] { get }
    /// The timeframe that takes the place of the present one once its series are ready.
    var nextTimeframe: Timeframe? { get }
    /// The exchange's symbols, as far as they were asked for.
    var symbolList: SymbolList { get }
    /// The state of the whole.
    var status: FeedStatus { get }
    /// The newest time that the exchange has told; `nil` before the first.
    var exchangeTime: Timestamp? { get }
    /// When the last market data came.
    var lastDataAt: ContinuousClock.Instant? { get }
    /// The account of all series together.
    var totalLedger: Ledger { get }
    /// The account of one series.
    func ledger(of series: Int) -> Ledger
    /// Where a series stands.
    func state(of series: Int, now: ContinuousClock.Instant) -> SeriesState
    /// When the last message of a series came.
    func lastMessage(of series: Int) -> ContinuousClock.Instant?
    /// What the exchange says of a series' symbol, if anything.
    func instrument(of series: Int) -> Instrument?
    /// The connections, and what waits for one.
    func connectionReports(now: ContinuousClock.Instant) -> [ConnectionReport]
}

extension FeedView {
    /// A feed without connections.
    public func connectionReports(now: ContinuousClock.Instant) -> [ConnectionReport] { [] }
}

/// A feed whose series stay as they are.
extension FeedView {
    public var order: [Int] { Array(router.keys.indices) }
    public var nextTimeframe: Timeframe? { nil }
    public var symbolList: SymbolList { .unasked }
}

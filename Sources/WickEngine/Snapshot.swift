import WickFeed
import WickMarket

/// All that is on view at one moment: an immutable value, made by the core when it is asked for.
public struct Snapshot: Equatable, Sendable {
    /// The exchange's name for people: `Binance`.
    public var exchange: String
    /// Live, simulated or replayed.
    public var mode: MonitorMode
    /// The state of the feed.
    public var status: FeedStatus
    /// The newest time that the exchange has told us; it stands still when the data does. `nil` before the first.
    public var exchangeTime: Timestamp?
    /// How long ago the last market data arrived; `nil` before the first.
    public var dataAge: Duration?
    /// The timeframe watched.
    public var timeframe: Timeframe
    /// How many series are watched.
    public var seriesCount: Int
    /// The rows of the watchlist that were asked for, in its order; the first one's position is ``firstRow``.
    public var rows: [SymbolRow]
    /// The position of `rows[0]` in the whole watchlist.
    public var firstRow: Int
    /// The order that the rows stand in.
    public var order: WatchOrder
    /// The position of the selected series in that order; `nil` without one.
    public var selectedRow: Int?
    /// The selected series.
    public var selected: SelectedSeries?
    /// The log entries that were asked for, oldest first.
    public var log: [SignalRecord]
    /// The number of the newest log entry there is; 0 for none. Entry numbers run from 1.
    public var logNewest: Int
    /// The filter that the log entries have passed.
    public var logFilter = LogFilter()
    /// How many entries this filter lets through since the start, and the number of the newest of them.
    public var logMatches: Int, logMatchNewest: Int
    /// The connections, where they were asked for.
    public var connections: [ConnectionReport] = []
    /// The newest events of the feed, oldest first, as many as were asked for.
    public var events: [FeedMoment] = []
    /// The newest lines of wick's own log, oldest first, where they were asked for; `nil` also where nothing is logged.
    public var messages: [LogEntry]?
    /// The equity that plans are sized by, and what of it a plan may lose, in quote units.
    public var equity = 0.0, riskPerTrade = 0.0
    /// The account of all series together.
    public var ledger: Ledger
    /// What the journal could not do, in words for the screen; `nil` while all is well.
    public var journalTrouble: String?
    /// What a recording could not do, or misses, in words for the screen; `nil` while all is well.
    public var recordingTrouble: String?
    /// What hinders a sink and what it missed, likewise; set once the rest is made.
    public var sinkTrouble: String?
    /// The timeframe that takes the place of ``timeframe`` once its candles are there; `nil` but while it is being switched.
    public var nextTimeframe: Timeframe?
    /// The exchange's symbols, where ``SnapshotRequest/wantsSymbolList`` asks for them.
    public var symbolList: SymbolList

    /// A snapshot of these values.
    public init(
        exchange: String, mode: MonitorMode, status: FeedStatus, exchangeTime: Timestamp?, dataAge: Duration?,
        timeframe: Timeframe, seriesCount: Int, rows: [SymbolRow], firstRow: Int = 0,
        order: WatchOrder = .configured, selectedRow: Int? = nil, selected: SelectedSeries?, log: [SignalRecord],
        logNewest: Int, logMatches: Int? = nil, logMatchNewest: Int? = nil, ledger: Ledger,
        journalTrouble: String? = nil, recordingTrouble: String? = nil, nextTimeframe: Timeframe? = nil,
        symbolList: SymbolList = .unasked
    ) {
        (self.exchange, self.mode, self.status) = (exchange, mode, status)
        (self.exchangeTime, self.dataAge, self.timeframe) = (exchangeTime, dataAge, timeframe)
        (self.seriesCount, self.rows, self.firstRow, self.selected) = (seriesCount, rows, firstRow, selected)
        (self.log, self.logNewest, self.ledger) = (log, logNewest, ledger)
        (self.order, self.selectedRow, self.journalTrouble) = (order, selectedRow, journalTrouble)
        self.recordingTrouble = recordingTrouble
        (self.nextTimeframe, self.symbolList) = (nextTimeframe, symbolList)
        (self.logMatches, self.logMatchNewest) = (logMatches ?? logNewest, logMatchNewest ?? logNewest)
    }
}

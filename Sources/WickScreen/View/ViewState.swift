import WickEngine
import WickMarket

/// What one looks at: the size, the page, the chosen symbol, and where the log stands. Keys and sizes go in; what the
/// core has to send for it comes out as ``request``.
///
/// Its extensions change it, a topic each: keys, dialogs, the mouse, the choice in the watchlist, and snapshots.
public struct ViewState: Equatable, Sendable {
    /// The pages there are.
    public enum Page: Equatable, Sendable { case monitor, signal, ledger, messages, alerts, help }

    /// The size of the terminal.
    public internal(set) var size: Size
    /// The page on view.
    public internal(set) var page = Page.monitor
    /// The sheet of the help page on view, from 0.
    var helpSheet = 0
    /// The page that help was asked for on.
    var pageBeforeHelp = Page.monitor
    /// The place of the chosen symbol in the watchlist, from 0.
    public internal(set) var position = 0
    /// The place of the first symbol on view.
    public internal(set) var firstRow = 0
    /// The order of the watchlist.
    public internal(set) var order = WatchOrder.configured
    /// Whether the picture is held while the core runs on.
    public internal(set) var isPaused = false
    /// Where the log stands.
    var log = LogView()
    /// The number of the signal that has a page of its own.
    var signalNumber = 0
    /// The first line of its page on view, from 0, and how far that may go.
    var signalTop = 0, signalTopMax = 0
    /// What one looks at in the chart.
    var chart = ChartView()
    /// Where the page of wick's own log stands.
    var messages = MessageView()
    /// Which colours mean what.
    public internal(set) var theme: Theme
    /// The alerts that are set.
    var alerts: AlertView
    /// What is being asked.
    var dialog: Dialog?
    /// Whether the simulated exchange is offered.
    var offersSimulator = false
    /// What the snapshot says of the timeframe.
    var timeframe: Timeframe?
    /// What there is to say to whoever looks.
    var notes = NoteBoard()
    /// The last prices of the symbols on view, and what they were before.
    var flashes: [SeriesKey: PriceFlash] = [:]
    /// What the keys do.
    public let keyMap: KeyMap

    /// More than this is not counted, so that no sum can overflow.
    static let countMax = 1 << 40

    /// The most that the sparkline beside the symbol's name shows.
    private static let candlesInSparkline = 40
    /// As far back as a signal's candle is looked for.
    private static let candlesOnSignalPage = 1000

    /// Whether the snapshots come of a replay, which some keys lead.
    var isReplay = false

    /// The connections that the newest snapshot has told of.
    var connectionCount = 0
    var seriesCount = 1
    /// The series of the signal that has a page of its own.
    var signalKey: SeriesKey?
    /// How many snapshots may still tell of a moment before the last choice.
    var patience = 0
    /// The place that the chosen series was moved to, until a snapshot has it there.
    var movedTo: Int?
    /// What the chart can show of the selected series.
    var chartExtent: ChartExtent?
    /// The chosen series, once a snapshot has told it.
    var selected: SeriesKey?
    /// Whether it stands at `position`; else the series there has been chosen, and is not known yet.
    var isSettled = false
    /// The series that the newest snapshot has told, and the place of the first of them.
    var known: [SeriesKey] = [], firstKnown = 0

    /// The view at the start: the first symbol, the log at its end.
    ///
    /// - Parameters:
    ///   - size: of the terminal.
    ///   - keyMap: what the keys do.
    ///   - theme: the colours.
    ///   - alerts: those that are set already.
    public init(size: Size, keyMap: KeyMap = .standard, theme: Theme = .standard, alerts: [Alert] = []) {
        (self.size, self.keyMap, self.theme, self.alerts) = (size, keyMap, theme, AlertView(alerts))
    }

    /// What a snapshot must hold for this view; of the log a page before and behind, and of the watchlist a row, so that
    /// scrolling shows it at once.
    public var request: SnapshotRequest {
        let layout = layout
        let isSignal = page == .signal
        return SnapshotRequest(
            selected: isSignal ? signalKey ?? selected : selected,
            candleCount: isSignal
                ? Self.candlesOnSignalPage : max(layout.candleRows, candlesInChart, Self.candlesInSparkline),
            rows: max(0, firstRow - 1)..<firstRow + listRows + 1, order: order, closeCount: layout.sparkColumns,
            logFilter: isSignal ? LogFilter() : log.filter(selected: selected),
            logCount: 3 * max(1, layout.logEntries), logEnd: isSignal ? signalNumber : log.end,
            logAhead: max(1, layout.logEntries), hasConnections: page == .ledger,
            eventCount: page == .ledger ? LedgerPage.eventsMax : layout.events, hasMessages: page == .messages,
            wantsSymbolList: isSearching)
    }

    var isSearching: Bool {
        if case .symbol = dialog { true } else { false }
    }

    /// Whether anything but a message fits.
    public var isTooSmall: Bool { size.columns < Layout.smallest.columns || size.rows < Layout.smallest.rows }

    var candlesInChart: Int {
        let columns = layout.chartColumns
        return columns > 0 ? chart.candleCount(columns: columns, chartExtent) : 0
    }

    var layout: Layout { Layout(size, seriesCount: seriesCount, isChartFocused: chart.isFocused) }

    /// The symbols that the page on view has room for.
    var listRows: Int { page == .ledger ? LedgerPage.listRows(size, connections: connectionCount) : layout.watchedRows }

    /// What has the keys.
    var place: KeyMap.Place {
        switch page == .help ? pageBeforeHelp : page {
        case .signal: .signal
        case .ledger: .ledger
        case .messages: .messages
        case .alerts: .alerts
        case .monitor, .help: chart.isFocused ? .chart : .monitor
        }
    }

    /// Takes in the size of the terminal.
    public mutating func resize(to size: Size) {
        self.size = size
        if page == .help { helpSheet = min(helpSheet, HelpPage.sheetCount(keyMap, from: place, size) - 1) }
        settle()
    }
}

import WickEngine
import WickMarket

/// What one looks at: the size, the page, the chosen symbol, and where the log stands. Keys and sizes go in; what the
/// core has to send for it comes out as ``request``.
public struct ViewState: Equatable, Sendable {
    /// The pages there are.
    public enum Page: Equatable, Sendable { case monitor, signal, ledger, messages, alerts, help }

    /// The size of the terminal.
    public private(set) var size: Size
    /// The page on view.
    public private(set) var page = Page.monitor
    /// The sheet of the help page on view, from 0.
    private(set) var helpSheet = 0
    /// The place of the chosen symbol in the watchlist, from 0.
    public private(set) var position = 0
    /// The place of the first symbol on view.
    public private(set) var firstRow = 0
    /// The order of the watchlist.
    public private(set) var order = WatchOrder.configured
    /// Whether the picture is held while the core runs on.
    public private(set) var isPaused = false
    /// Where the log stands.
    private(set) var log = LogView()
    /// The number of the signal that has a page of its own.
    private(set) var signalNumber = 0
    /// What one looks at in the chart.
    private(set) var chart = ChartView()
    /// Where the page of wick's own log stands.
    private(set) var messages = MessageView()
    /// Which colours mean what.
    public private(set) var theme: Theme
    /// The alerts that are set.
    private(set) var alerts: AlertView
    /// What is being asked.
    private(set) var dialog: Dialog?
    /// Whether the simulated exchange is offered.
    private var offersSimulator = false
    /// What the snapshot says of the timeframe.
    private var timeframe: Timeframe?
    /// What there is to say to whoever looks.
    private(set) var notes = NoteBoard()
    /// The last prices of the symbols on view, and what they were before.
    private(set) var flashes: [SeriesKey: PriceFlash] = [:]
    /// What the keys do.
    public let keyMap: KeyMap

    /// More than this is not counted, so that no sum can overflow.
    private static let countMax = 1 << 40

    /// The most that the sparkline beside the symbol's name shows.
    private static let candlesInSparkline = 40
    /// As far back as a signal's candle is looked for.
    private static let candlesOnSignalPage = 1000

    /// Whether the snapshots come of a replay, which some keys lead.
    private(set) var isReplay = false

    /// The connections that the newest snapshot has told of.
    private(set) var connectionCount = 0
    private var seriesCount = 1
    /// The series of the signal that has a page of its own.
    private var signalKey: SeriesKey?
    /// How many snapshots may still tell of a moment before the last choice.
    private var patience = 0
    /// The place that the chosen series was moved to, until a snapshot has it there.
    private var movedTo: Int?
    /// What the chart can show of the selected series.
    private var chartExtent: ChartExtent?
    /// The chosen series, once a snapshot has told it.
    private var selected: SeriesKey?
    /// Whether it stands at `position`; else the series there has been chosen, and is not known yet.
    private var isSettled = false
    /// The series that the newest snapshot has told, and the place of the first of them.
    private var known: [SeriesKey] = [], firstKnown = 0

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

    private var isSearching: Bool {
        if case .symbol = dialog { true } else { false }
    }

    /// Whether anything but a message fits.
    public var isTooSmall: Bool { size.columns < Layout.smallest.columns || size.rows < Layout.smallest.rows }

    private var candlesInChart: Int {
        let columns = layout.chartColumns
        return columns > 0 ? chart.candleCount(columns: columns, chartExtent) : 0
    }

    var layout: Layout { Layout(size, seriesCount: seriesCount, isChartFocused: chart.isFocused) }

    /// The symbols that the page on view has room for.
    var listRows: Int { page == .ledger ? LedgerPage.listRows(size, connections: connectionCount) : layout.watchedRows }

    /// What has the keys.
    var place: KeyMap.Place {
        switch page {
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
        settle()
    }

    /// Takes in what a snapshot says of how much there is to see.
    ///
    /// - Parameters:
    ///   - snapshot: the newest word of the core.
    ///   - now: the present, so that prices that change can be told for a moment; `nil` where that is of no matter.
    public mutating func note(_ snapshot: Snapshot, now: ContinuousClock.Instant? = nil) {
        seriesCount = min(max(1, snapshot.seriesCount), Self.countMax)
        isReplay = snapshot.mode.isReplay
        (timeframe, offersSimulator) = (snapshot.timeframe, snapshot.offersSimulator)
        if snapshot.order == order {
            (known, firstKnown) = (snapshot.rows.map(\.key), snapshot.firstRow)
            noteSelected(snapshot)
        }
        connectionCount = snapshot.connections.count
        settle()
        if !isSettled { choose() }
        if case .symbol(var search) = dialog {
            search.note(snapshot.symbolList)
            dialog = .symbol(search)
        }
        log.note(snapshot, selected: selected, entries: layout.logEntries)
        if let entries = snapshot.messages { messages.note(entries, size) }
        signalKey = snapshot.log.first { $0.number == signalNumber }?.key ?? signalKey
        let columns = layout.chartColumns
        chartExtent = snapshot.selected.flatMap { ChartExtent($0, columns: columns) }
        if let now { noteFlashes(snapshot.rows, now: now) }
    }

    /// Follows the chosen series to its place, and to another timeframe; where it is watched no more, takes what is shown in
    /// its place.
    private mutating func noteSelected(_ snapshot: Snapshot) {
        guard isSettled, page != .signal, let shown = snapshot.selected?.key, let row = snapshot.selectedRow else {
            return
        }
        let isOurs = shown.symbol == selected?.symbol && (movedTo ?? row) == row
        guard isOurs || patience == 0 else { return patience -= 1 }
        (selected, position, movedTo, patience) = (shown, max(0, row), nil, 0)
    }

    private mutating func noteFlashes(_ rows: [SymbolRow], now: ContinuousClock.Instant) {
        var kept: [SeriesKey: PriceFlash] = [:]
        for row in rows {
            guard let last = row.last else { continue }
            kept[row.key] = flashes[row.key] ?? PriceFlash(last)
            kept[row.key]?.note(last, at: now)
        }
        flashes = kept
    }

    /// Shows a note for a while.
    public mutating func take(_ note: ScreenNote, now: ContinuousClock.Instant) {
        if note.isShown { notes.add(note, now: now) }
        if note.weight == .alert { alerts.tell(note) }
    }

    /// Takes away notes that a key before led to: whoever goes on has read them.
    public mutating func dismissAnswers() { notes.dismissAnswers() }

    /// Does what a key asks for.
    /// - Returns: what is left to do for whoever drives the screen; `nil` if that is only to draw.
    public mutating func handle(_ key: Key) -> Intent? {
        if Self.isMouse(key) { return dialog == nil ? point(key) : nil }
        if let dialog, !isTooSmall, !Self.alwaysKeys.contains(key) { return answer(dialog, key) }
        return perform(keyMap.command(for: key, in: place, isReplay: isReplay), isEscape: key == .escape)
    }

    /// - Parameter isEscape: whether it was the key that leaves any page.
    mutating func perform(_ command: Command?, isEscape: Bool = false) -> Intent? {
        switch command {
        case .redraw: return .redraw
        case .suspend: return .suspend
        case .quit where isTooSmall || page != .help: return .quit
        case _ where isTooSmall: return nil
        case _ where page == .help: turnHelp(isForward: !isEscape && command != .quit)
        case .help: (page, helpSheet) = (.help, 0)
        case .search, .remove, .timeframe, .moveSymbol, .save, .simulate:
            return isReplay ? .say("a replay shows what was recorded, and changes nothing") : change(command)
        case .alert: dialog = .alert(Prompt(text: selected.map { "\($0.symbol) " } ?? ""))
        case .alerts: open(.alerts)
        case .alertMove(let count): alerts.move(by: count)
        case .alertRemove: return alerts.remove() ? .watch(alerts.all) : nil
        case .pause: isPaused.toggle()
        case .replay(let control): return .replay(control)
        case .theme:
            theme = theme.next
            return .theme(theme)
        case .export: return selected.map { .export($0) }
        case .ledger: open(page == .ledger ? .monitor : .ledger)
        case .messages: open(page == .messages ? .monitor : .messages)
        case .messagesScroll(let scroll): messages.scroll(scroll, size)
        case .leave where page != .monitor: open(.monitor)
        case .chart: focusChart(true)
        case .leave: focusChart(false)
        case .chartLive: chart.goLive()
        case .chartMove(let points): inChart { $0.move(by: points, in: $1) }
        case .chartPage(let direction): inChart { $0.movePage(direction, in: $1) }
        case .chartOldest: inChart { $0.goOldest(in: $1) }
        case .chartZoom(let steps): inChart { $0.zoom(by: steps, in: $1) }
        case .select(let place): select(place)
        case .selectNext: select(position + 1)
        case .selectPrevious: select(position - 1)
        case .selectPage(let pages): selectPage(pages)
        case .sort: order = order.next
        case .logPageUp: log.scroll(by: -logPage, entries: layout.logEntries)
        case .logPageDown: log.scroll(by: logPage, entries: layout.logEntries)
        case .logOldest: log.scrollToOldest(entries: layout.logEntries)
        case .logNewest: log.scroll(to: log.newest, entries: layout.logEntries)
        case .logSymbol: log.toggleSymbol()
        case .logSide: log.turnSide()
        case .signal: openSignal(log.endShown(entries: layout.logEntries))
        case .signalOlder: openSignal(log.number(-1, after: signalNumber))
        case .signalNewer: openSignal(log.number(1, after: signalNumber))
        case .quit, nil: break
        }
        return nil
    }

    /// Keys that mean the same while something is typed.
    private static let alwaysKeys: Set<Key> = [.control("c"), .control("l"), .control("z")]

    /// A key while something is asked.
    private mutating func answer(_ dialog: Dialog, _ key: Key) -> Intent? {
        self.dialog = nil
        guard key != .escape else { return nil }
        switch dialog {
        case .alert(let prompt): return answer(prompt, key)
        case .symbol(var search):
            if let symbol = search.take(key) { return add(symbol) }
            self.dialog = .symbol(search)
        case .removal(let symbol, alerts: _):
            guard key == .character("y") || key == .enter else { return nil }
            return remove(symbol)
        case .timeframe(let position):
            guard key != .enter else { return .send(.setTimeframe(Dialog.timeframes[position])) }
            self.dialog = .timeframe(max(0, min(position + Dialog.step(key), Dialog.timeframes.count - 1)))
        }
        return nil
    }

    private mutating func answer(_ prompt: Prompt, _ key: Key) -> Intent? {
        var prompt = prompt
        if let text = prompt.take(key) {
            do throws(MarketError) {
                try alerts.add(text)
                return .watch(alerts.all)
            } catch {
                prompt.refuse("\(error)")
            }
        }
        dialog = .alert(prompt)
        return nil
    }

    /// Commands that change what is watched, and what is kept of it.
    private mutating func change(_ command: Command?) -> Intent? {
        switch command {
        case .search: dialog = .symbol(SymbolSearch())
        case .remove: return askForRemoval()
        case .timeframe: dialog = .timeframe(timeframe.flatMap(Dialog.timeframes.firstIndex) ?? 0)
        case .moveSymbol(let places): return move(by: places)
        case .simulate:
            return offersSimulator ? .simulate : .say("the simulated exchange is offered where another sends nothing")
        default: return .save
        }
        return nil
    }

    /// Watches another symbol, and goes to it.
    private mutating func add(_ symbol: Symbol) -> Intent? {
        guard let timeframe else { return nil }
        choose(SeriesKey(symbol: symbol, timeframe: timeframe))
        return .send(.add(symbol))
    }

    private mutating func askForRemoval() -> Intent? {
        guard let symbol = selected?.symbol else { return nil }
        guard seriesCount > 1 else { return .say("\(symbol) is the only symbol, and stays") }
        dialog = .removal(symbol, alerts: alerts.all.count { $0.symbol == symbol })
        return nil
    }

    /// Watches a symbol no more, and goes to the one after it, or before.
    private mutating func remove(_ symbol: Symbol) -> Intent? {
        alerts.removeAll(of: symbol)
        if let index = known.firstIndex(where: { $0.symbol == symbol }) {
            known.remove(at: index)
            let next = known.indices.contains(index) ? index : index - 1
            if selected?.symbol == symbol, known.indices.contains(next) { choose(known[next]) }
        }
        return .remove(symbol, alerts: alerts.all)
    }

    /// Puts the selected symbol at another place, and goes with it.
    private mutating func move(by places: Int) -> Intent? {
        guard order == .configured else {
            return .say("the list is sorted; once s has it as configured again, J and K move a symbol")
        }
        let place = position + places
        guard let symbol = selected?.symbol, (0..<seriesCount).contains(place) else { return nil }
        let (from, to) = (position - firstKnown, place - firstKnown)
        if known.indices.contains(from), known.indices.contains(to) { known.swapAt(from, to) }
        (position, movedTo, patience) = (place, place, Self.patienceMax)
        settle()
        return .send(.move(symbol, to: place))
    }

    /// Snapshots that are on their way when something is chosen.
    private static let patienceMax = 3

    /// Goes to a series that the snapshots may not know yet.
    private mutating func choose(_ key: SeriesKey) {
        (selected, isSettled, movedTo, patience) = (key, true, nil, Self.patienceMax)
        chart.goLive()
        if let index = known.firstIndex(of: key) { position = max(0, firstKnown + index) }
        settle()
    }

    /// The next sheet of the help page, or back to the monitor after the last.
    private mutating func turnHelp(isForward: Bool) {
        helpSheet += 1
        if !isForward || helpSheet >= HelpPage.sheetCount(keyMap, size) { page = .monitor }
    }

    private mutating func open(_ page: Page) {
        // On a signal's page the snapshots show its series.
        (self.page, patience) = (page, Self.patienceMax)
        settle()
    }

    private mutating func focusChart(_ isFocused: Bool) {
        chart.focus(isFocused)
        let columns = layout.chartColumns
        chartExtent?.draw(in: columns)
        settle()
    }

    private mutating func inChart(_ change: (inout ChartView, ChartExtent) -> Void) {
        if let chartExtent { change(&chart, chartExtent) }
    }

    private mutating func openSignal(_ number: Int) {
        guard number >= 1, number <= log.newest else { return }
        (page, signalNumber, signalKey) = (.signal, number, nil)
    }

    /// One entry of the page before stays on view.
    private var logPage: Int { max(1, layout.logEntries - 1) }

    /// Scrolls the log by so many entries.
    mutating func scrollLog(by count: Int) { log.scroll(by: count, entries: layout.logEntries) }

    /// Chooses a symbol by its place; one outside the list is no choice.
    mutating func select(_ place: Int) {
        guard (0..<seriesCount).contains(place), place != position else { return }
        position = place
        chart.goLive()
        settle()
        choose()
    }

    private mutating func selectPage(_ pages: Int) {
        let step = pages * max(1, listRows - 1)
        select(min(max(0, position + step), seriesCount - 1))
    }

    /// Finds the series at `position`, if the newest snapshot has told it.
    private mutating func choose() {
        let index = position - firstKnown
        isSettled = known.indices.contains(index)
        if isSettled { (selected, movedTo, patience) = (known[index], nil, Self.patienceMax) }
    }

    /// Brings choice and scrolling back to what there is.
    private mutating func settle() {
        if position >= seriesCount { (position, isSettled) = (seriesCount - 1, false) }
        let rows = max(1, listRows)
        firstRow = min(max(firstRow, position - rows + 1), position, max(0, seriesCount - rows))
        log.settle(entries: layout.logEntries)
    }
}

extension WatchOrder {
    /// The order that comes after this one.
    var next: WatchOrder {
        let all = WatchOrder.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }
}

import WickEngine
import WickMarket

extension ViewState {
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
        if page == .signal {
            let extent = SignalPage.extent(snapshot, self)
            signalTopMax = max(0, extent.lines - extent.room)
        }
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
}

import WickEngine
import WickMarket

extension ViewState {
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
}

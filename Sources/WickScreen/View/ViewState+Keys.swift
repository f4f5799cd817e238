import WickEngine
import WickMarket

extension ViewState {
    /// Does what a key asks for.
    /// - Returns: what is left to do for whoever drives the screen; `nil` if that is only to draw.
    public mutating func handle(_ key: Key) -> Intent? {
        if Self.isMouse(key) { return dialog == nil ? point(key) : nil }
        if let dialog, !isTooSmall, !Self.alwaysKeys.contains(key) { return answer(dialog, key) }
        let command = keyMap.command(for: key, in: place, isReplay: isReplay)
        if page == .help, !isTooSmall, !Self.alwaysKeys.contains(key) {
            if key == .escape || command == .quit { page = pageBeforeHelp } else { turnHelp(by: Self.step(key)) }
            return nil
        }
        return perform(command)
    }

    /// Which way a key turns the sheets of the help page.
    private static func step(_ key: Key) -> Int {
        switch key {
        case .up, .pageUp, .left, .backTab, .backspace: -1
        default: 1
        }
    }

    mutating func perform(_ command: Command?) -> Intent? {
        switch command {
        case .redraw: return .redraw
        case .suspend: return .suspend
        case .quit: return .quit
        case _ where isTooSmall: return nil
        case .help: (pageBeforeHelp, page, helpSheet) = (page, .help, 0)
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
        case .chart:
            page = .monitor
            focusChart(true)
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
        case .sort:
            order = order.next
            return .say(order == .configured ? "the order is your own again" : "sorted by \(order.words)")
        case .logPageUp: log.scroll(by: -logPage, entries: layout.logEntries)
        case .logPageDown: log.scroll(by: logPage, entries: layout.logEntries)
        case .logOldest: log.scrollToOldest(entries: layout.logEntries)
        case .logNewest: log.scroll(to: log.newest, entries: layout.logEntries)
        case .logSymbol: log.toggleSymbol()
        case .logSide: log.turnSide()
        case .signal: openSignal(log.endShown(entries: layout.logEntries))
        case .signalOlder: openSignal(log.number(-1, after: signalNumber))
        case .signalNewer: openSignal(log.number(1, after: signalNumber))
        case .signalPage(let pages):
            signalTop = max(0, min(signalTop + pages * max(1, size.rows - 4), signalTopMax))
        case nil: break
        }
        return nil
    }

    /// Another sheet of the help page; behind the last one is the page that one comes from.
    mutating func turnHelp(by sheets: Int) {
        helpSheet = max(0, helpSheet + sheets)
        if helpSheet >= HelpPage.sheetCount(keyMap, from: place, size) { page = pageBeforeHelp }
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
        (page, signalNumber, signalKey, signalTop) = (.signal, number, nil, 0)
    }

    /// One entry of the page before stays on view.
    private var logPage: Int { max(1, layout.logEntries - 1) }

    /// Scrolls the log by so many entries.
    mutating func scrollLog(by count: Int) { log.scroll(by: count, entries: layout.logEntries) }
}

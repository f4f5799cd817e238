import WickEngine
import WickMarket
import WickRisk

/// The signals, the newest at the bottom, with what each would stake, cost and gain.
enum SignalLog {
    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ size: Size) -> Grid {
        var grid = Grid(size)
        let layout = view.layout
        let entries = entries(snapshot, view)
        Rule.draw(title(snapshot, view, entries), right: unseen(view), on: &grid, row: 0)
        if entries.isEmpty {
            grid.put(
                StyledText(snapshot.logNewest == 0 ? "none yet" : view.log.isFiltered ? "none of those" : "…", .faint),
                row: 1, column: 1)
            return grid
        }
        let below = Size(columns: size.columns - 1, rows: size.rows - 1)
        let body = table(entries, snapshot, isNarrow: layout.isShared).grid(below, hasTitles: layout.hasLogTitles)
        grid.draw(body, row: 1, column: 1)
        return grid
    }

    /// The entries up to where the log stands; where the core no longer has those, the oldest that it has.
    private static func entries(_ snapshot: Snapshot, _ view: ViewState) -> [SignalRecord] {
        let count = view.layout.logEntries
        let selected = snapshot.selected?.key
        let filter = view.log.filter(selected: selected)
        let all = snapshot.logFilter == filter ? snapshot.log : snapshot.log.filter(filter.matches)
        let shown = all.filter { $0.number <= view.log.end ?? .max }.suffix(count)
        return Array(shown.count < count ? all.prefix(count) : shown)
    }

    private static func title(_ snapshot: Snapshot, _ view: ViewState, _ entries: [SignalRecord]) -> StyledText {
        let title = StyledText("signals", .strong) + filter(snapshot, view.log)
        guard view.log.end != nil, let first = entries.first, let last = entries.last else {
            return title + StyledText(view.log.isFiltered ? "" : " \(snapshot.logNewest)")
        }
        return title + StyledText(" \(first.number) to \(last.number) of \(snapshot.logNewest)")
    }

    /// What is shown where that is not all: ` of BTCUSDT, LONG only`.
    private static func filter(_ snapshot: Snapshot, _ log: LogView) -> StyledText {
        guard log.isFiltered else { return StyledText() }
        let symbol = log.isOfSelected ? snapshot.selected?.key.symbol.name : nil
        let words = [symbol, log.side?.rawValue].compactMap { $0 }.joined(separator: " ")
        return StyledText(" \(words) only", .warning) + StyledText(" \(log.count)")
    }

    private static func unseen(_ view: ViewState) -> StyledText {
        guard view.log.end != nil else { return StyledText() }
        return StyledText(view.log.unseen > 0 ? "\(view.log.unseen) new ↓" : "End follows again", .warning)
    }

    private static func table(_ entries: [SignalRecord], _ snapshot: Snapshot, isNarrow: Bool) -> Table {
        var digits = Dictionary(snapshot.rows.map { ($0.key, $0.priceDigits) }) { first, _ in first }
        if let selected = snapshot.selected { digits[selected.key] = selected.priceDigits }
        let isToday = entries.allSatisfy { TimeText.isSameDay($0.openTime, snapshot.exchangeTime) }
        return Table(
            columns: isNarrow ? narrowColumns : columns,
            rows: entries.map { row($0, digits: digits[$0.key], today: isToday ? snapshot.exchangeTime : nil) })
    }

    private static let columns = [
        Table.Column(title: "time", alignment: .left, importance: 100),
        Table.Column(title: "symbol", alignment: .left, importance: 100),
        Table.Column(title: "side", alignment: .left, importance: 100, widthMin: 5),
        Table.Column(title: "", alignment: .left, importance: 96),
        Table.Column(title: "entry", alignment: .point, importance: 95),
        Table.Column(title: "stop", alignment: .point, importance: 90),
        Table.Column(title: "target", alignment: .point, importance: 90),
        Table.Column(title: "size", alignment: .point, importance: 80),
        Table.Column(title: "notional", alignment: .point, importance: 30),
        Table.Column(title: "risk", alignment: .point, importance: 70),
        Table.Column(title: "reward", alignment: .point, importance: 40),
        Table.Column(title: "cost", alignment: .point, importance: 75),
        Table.Column(title: "rwd/cost", alignment: .left, importance: 85),
        Table.Column(title: "why", alignment: .left, importance: 45),
    ]

    /// Where there is little room, what a signal is worth counts for more than where it would end.
    private static let narrowColumns = columns.map { column in
        var column = column
        if column.title == "stop" || column.title == "target" { column.importance = 50 }
        return column
    }

    /// Where a signal without a plan says why there is none, instead of prices and amounts.
    private static let firstColumnOfPlan = 4

    private static func row(_ record: SignalRecord, digits: Int?, today: Timestamp?) -> Table.Row {
        let cells = [
            StyledText(TimeText.moment(record.openTime, record.key.timeframe, today: today)),
            StyledText(record.key.symbol.name, .strong),
            IndicatorText.side(record.signal.side),
            StyledText(record.isLate ? "LATE" : "", .warning),
        ]
        let noPlan = Array(repeating: StyledText(), count: columns.count - firstColumnOfPlan)
        switch record.verdict {
        case .plan(let plan):
            let numbers = prices(of: plan, digits: digits ?? digitsShowing(plan)) + amounts(of: plan)
            return Table.Row(cells: cells + numbers + [reasons(record)], isStale: record.isLate)
        case .refused(let refusal):
            let why = StyledText("refused", .warning) + StyledText(" \(refusal.detail)")
            return Table.Row(cells: cells + noPlan, remark: (firstColumnOfPlan, why), isStale: record.isLate)
        case .noSignal:
            let why = StyledText("no plan", .warning)
            return Table.Row(cells: cells + noPlan, remark: (firstColumnOfPlan, why), isStale: record.isLate)
        }
    }

    private static func prices(of plan: Plan, digits: Int) -> [StyledText] {
        [plan.entry, plan.stopLoss, plan.takeProfit].map { StyledText(NumberText.fixed($0, digits: digits)) }
    }

    /// The digits that show all prices of a signal whose symbol is not on view.
    static func digitsShowing(_ record: SignalRecord) -> Int {
        guard case .plan(let plan) = record.verdict else { return 8 }
        return digitsShowing(plan)
    }

    /// The digits that show all prices of a plan whose symbol is not on view; they lie on its tick size.
    private static func digitsShowing(_ plan: Plan) -> Int {
        [plan.entry, plan.stopLoss, plan.takeProfit].map { price in
            NumberText.trimmed(price, digitsMax: 8).split(separator: ".").dropFirst().first?.utf8.count ?? 0
        }.max() ?? 0
    }

    private static func amounts(of plan: Plan) -> [StyledText] {
        [
            StyledText(plan.size < 1e6 ? NumberText.trimmed(plan.size, digitsMax: 8) : NumberText.compact(plan.size)),
            StyledText(NumberText.money(plan.notional)),
            StyledText(NumberText.money(plan.risk)), StyledText(NumberText.money(plan.reward)),
            StyledText(NumberText.money(plan.cost)), rewardToCost(plan),
        ]
    }

    /// At a ratio of 1 and below, even reaching the target gains nothing: that is said in words.
    private static func rewardToCost(_ plan: Plan) -> StyledText {
        guard let ratio = plan.rewardToCost else { return StyledText("no cost", .faint) }
        let text = NumberText.fixed(ratio, digits: 2)
        return ratio > 1 ? StyledText(text) : StyledText("\(text) <cost", .no)
    }

    private static func reasons(_ record: SignalRecord) -> StyledText {
        let volume = IndicatorText.volumeMultiple(record.readings)
        let rsi = NumberText.fixed(record.readings.rsi, digits: 1)
        return StyledText("EMAs ", .faint) + IndicatorText.trend(record.readings)
            + StyledText("  RSI \(rsi)  volume \(volume)", .faint)
    }
}

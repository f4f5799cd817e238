import WickEngine
import WickMarket
import WickRisk

/// What the newest signal of the selected series would stake, cost and gain.
enum RiskPane {
    static func grid(_ snapshot: Snapshot, _ size: Size) -> Grid {
        var grid = Grid(size)
        guard size.rows > 0 else { return grid }
        let selected = snapshot.selected
        let symbol = selected.map { " \($0.key.symbol)" } ?? ""
        Rule.draw(StyledText("risk", .strong) + StyledText(symbol), on: &grid, row: 0)
        for (row, line) in lines(snapshot, size.columns - 2).prefix(size.rows - 1).enumerated() {
            grid.put(line, row: row + 1, column: 1)
        }
        return grid
    }

    private static func lines(_ snapshot: Snapshot, _ width: Int) -> [StyledText] {
        let account =
            named("equity", NumberText.money(snapshot.equity))
            + StyledText(", of that at risk \(NumberText.money(snapshot.riskPerTrade))", .faint)
        guard let selected = snapshot.selected, let record = selected.lastRecord else {
            return [account, StyledText("no signal of it yet", .faint)]
        }
        let time = TimeText.moment(record.openTime, record.key.timeframe, today: snapshot.exchangeTime)
        let head = [
            named("newest", "") + IndicatorText.side(record.signal.side), StyledText(time),
            StyledText(record.isLate ? "LATE" : "", .warning),
        ].joined(" ")
        switch record.verdict {
        case .plan(let plan): return [account, head] + self.plan(plan, selected)
        case .refused(let refusal):
            let why = NoteText.wrapped(refusal.detail, width: width - nameWidth)
            return [account, head, named("no plan", "") + StyledText("refused", .warning)]
                + why.map { named("", "") + $0 }
        case .noSignal: return [account, head, named("no plan", "")]
        }
    }

    private static func plan(_ plan: Plan, _ selected: SelectedSeries) -> [StyledText] {
        func price(_ value: Double) -> String { NumberText.fixed(value, digits: selected.priceDigits) }
        func apart(_ value: Double) -> StyledText {
            let fraction = plan.entry > 0 ? value / plan.entry - 1 : nil
            return StyledText("  " + NumberText.percent(fraction, digits: 3, signed: true), .faint)
        }
        let width = [plan.entry, plan.stopLoss, plan.takeProfit].map { price($0).cellWidth }.max() ?? 0
        func aligned(_ value: Double) -> String {
            let text = price(value)
            return String(repeating: " ", count: width - text.cellWidth) + text
        }
        let net = plan.reward - plan.cost
        return [
            named("entry", aligned(plan.entry)),
            named("stop", aligned(plan.stopLoss)) + apart(plan.stopLoss),
            named("target", aligned(plan.takeProfit)) + apart(plan.takeProfit),
            named("size", "\(NumberText.trimmed(plan.size, digitsMax: 8)) \(selected.baseAsset)")
                + StyledText(" = \(NumberText.money(plan.notional))", .faint),
            named("at stop", NumberText.money(-plan.risk))
                + StyledText(" - cost = \(NumberText.money(-plan.risk - plan.cost))", .faint),
            named("at target", NumberText.money(plan.reward)) + StyledText(" - cost = ", .faint)
                + StyledText(NumberText.money(net), net > 0 ? .yes : .no),
            named("cost", NumberText.money(plan.cost)) + StyledText(" fees and slippage, both ways", .faint),
        ]
    }

    private static let nameWidth = 11

    private static func named(_ name: String, _ value: String) -> StyledText {
        let padding = String(repeating: " ", count: nameWidth - name.utf8.count)
        return StyledText(name + padding, .faint) + StyledText(value, .strong)
    }
}

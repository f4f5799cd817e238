import WickEngine
import WickMarket
import WickRisk
import WickStrategy

/// All that there is to say of a signal, line by line.
struct SignalText {
    private let record: SignalRecord
    private let digits: Int
    private let base, quote: String

    /// - Parameter selected: the series of the signal, to name its assets; `nil` if it is not at hand.
    /// - Parameter digits: the digits of its prices; `nil` if they are not known.
    init(_ record: SignalRecord, _ selected: SelectedSeries?, digits: Int?) {
        self.record = record
        (base, quote) = (selected?.baseAsset ?? "", selected?.quoteAsset ?? "")
        self.digits = digits ?? SignalLog.digitsShowing(record)
    }

    /// The lines in a grid of this size, wrapped to its width; empty ones go first where there is no room for all.
    func grid(_ size: Size) -> Grid {
        var grid = Grid(size)
        let lines = [head] + verdict + reasons
        let isTight = lines.count > size.rows
        let shown = isTight ? lines.filter { $0.width > 0 } : lines
        for (row, line) in shown.prefix(size.rows).enumerated() { grid.put(line, row: row, column: 0) }
        return grid
    }

    private var head: StyledText {
        let utc = UTCTime(record.openTime)
        return [
            StyledText(record.key.description, .strong), IndicatorText.side(record.signal.side),
            StyledText("candle of \(utc.date) \(utc.hourAndMinute) UTC"),
            StyledText(record.isLate ? "LATE" : "", .warning),
        ].joined("  ")
    }

    private var verdict: [StyledText] {
        switch record.verdict {
        case .plan(let plan): return prices(plan) + amounts(plan) + words(plan)
        case .refused(let refusal):
            let rule = NoteText.words(refusal.rule.rawValue)
            return [
                StyledText(), title("no plan"), StyledText("refused", .warning) + StyledText(" by the rule \(rule):"),
            ] + NoteText.wrapped(refusal.detail, width: 62)
        case .noSignal: return [StyledText(), title("no plan")]
        }
    }

    private func prices(_ plan: Plan) -> [StyledText] {
        let lines = [("entry", plan.entry), ("stop loss", plan.stopLoss), ("take profit", plan.takeProfit)]
        let width = lines.map { price($0.1).cellWidth }.max() ?? 0
        return [StyledText(), title("plan: where to get in and out")]
            + lines.map { name, value in
                let text = price(value)
                let number = String(repeating: " ", count: width - text.cellWidth) + text
                return named(name, StyledText(number, .strong) + distance(of: value, from: plan.entry))
            }
    }

    private func distance(of price: Double, from entry: Double) -> StyledText {
        guard price != entry, entry > 0 else { return StyledText() }
        let span = NumberText.fixed(abs(price - entry), digits: digits)
        let fraction = NumberText.percent(abs(price - entry) / entry, digits: 3)
        return StyledText("   \(span) \(price > entry ? "above" : "below") = \(fraction)", .faint)
    }

    private func amounts(_ plan: Plan) -> [StyledText] {
        let size = NumberText.trimmed(plan.size, digitsMax: 8)
        return [
            StyledText(), title("what is at stake"),
            named("size", StyledText("\(size) \(base)", .strong) + faint(" = \(money(plan.notional)) notional")),
            named(
                "lost at the stop", StyledText(money(plan.risk), .strong) + faint(" + cost = ") + sum(-plan.risk, plan)),
            named(
                "won at the target",
                StyledText(money(plan.reward), .strong) + faint(" - cost = ") + sum(plan.reward, plan)),
            named("cost, in and out", StyledText(money(plan.cost), .strong) + faint(" fees and slippage")),
            named("reward to risk", StyledText(NumberText.fixed(plan.rewardToRisk, digits: 2), .strong)),
            named("reward to cost", StyledText(NumberText.fixed(plan.rewardToCost, digits: 2), .strong)),
            named("  reward", bar(plan.reward, of: plan, .yes)), named("  cost", bar(plan.cost, of: plan, .no)),
        ]
    }

    /// An amount beside the others of its plan, as long as it is large; any amount at all shows.
    private func bar(_ amount: Double, of plan: Plan, _ role: Style.Role) -> StyledText {
        let share = amount / max(plan.reward, plan.cost) * 36
        let cells = share.isFinite && share > 0 ? max(1, Int(share.rounded())) : 0
        return StyledText(String(repeating: "█", count: min(cells, 36)), role)
    }

    private func sum(_ gain: Double, _ plan: Plan) -> StyledText {
        let net = gain - plan.cost
        return StyledText(money(net), net > 0 ? .yes : .no)
    }

    /// Cost against reward, for someone who has never thought of it.
    private func words(_ plan: Plan) -> [StyledText] {
        let text: String
        if plan.reward <= plan.cost {
            text =
                "Even at the target this would lose \(money(plan.cost - plan.reward)): "
                + "getting in and out costs more than the move is worth."
        } else {
            let share = (plan.risk + plan.cost) / (plan.risk + plan.reward)
            text =
                "At the target \(money(plan.reward - plan.cost)) would be left. To break even, "
                + "\(NumberText.percent(share, digits: 0)) of such trades would have to reach it."
        }
        return [StyledText()] + NoteText.wrapped(text, width: 62)
    }

    private var reasons: [StyledText] {
        let readings = record.readings
        let crossed = record.signal.side == .long ? "crossed above" : "crossed below"
        return [
            StyledText(), title("what the strategy saw"),
            named(
                "EMAs",
                StyledText(price(readings.emaFast), .strong) + faint(" \(crossed) ")
                    + StyledText(price(readings.emaSlow), .strong) + "  " + IndicatorText.trend(readings)),
            named("RSI", StyledText(NumberText.fixed(readings.rsi, digits: 1), .strong)),
            named(
                "ATR",
                StyledText(price(readings.atr), .strong)
                    + faint(" = \(NumberText.percent(IndicatorText.atrFraction(readings), digits: 3)) of the price")),
            named(
                "volume",
                StyledText(NumberText.compact(readings.volume), .strong)
                    + faint(" = \(IndicatorText.volumeMultiple(readings)) its average")),
        ]
    }

    private func price(_ value: Double?) -> String { NumberText.fixed(value, digits: digits) }

    private func money(_ value: Double) -> String { NumberText.money(value) + (quote.isEmpty ? "" : " \(quote)") }

    private func title(_ text: String) -> StyledText { StyledText(text, .key) }

    private func faint(_ text: String) -> StyledText { StyledText(text, .faint) }

    private func named(_ name: String, _ text: StyledText) -> StyledText {
        faint(name + String(repeating: " ", count: max(1, 19 - name.cellWidth))) + text
    }
}

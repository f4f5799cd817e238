import WickEngine
import WickMarket
import WickRisk
import WickStrategy

/// All that there is to say of a signal, line by line.
struct SignalText {
    private let record: SignalRecord
    private let digits: Int
    private let base, quote: String
    private let width: Int

    /// - Parameter selected: the series of the signal, to name its assets; `nil` if it is not at hand.
    /// - Parameter digits: the digits of its prices; `nil` if they are not known.
    /// - Parameter width: the cells of a line.
    init(_ record: SignalRecord, _ selected: SelectedSeries?, digits: Int?, width: Int) {
        (self.record, self.width) = (record, width)
        (base, quote) = (selected?.baseAsset ?? "", selected?.quoteAsset ?? "")
        self.digits = digits ?? SignalLog.digitsShowing(record)
    }

    /// The lines, of which the empty ones go where there is no room for all.
    func lines(room: Int) -> [StyledText] {
        let lines = head + verdict + reasons
        return lines.count > room ? lines.filter { $0.width > 0 } : lines
    }

    private var head: [StyledText] {
        let utc = UTCTime(record.openTime)
        return [
            StyledText(record.key.description, .strong), IndicatorText.side(record.signal.side),
            StyledText("candle of \(utc.date) \(utc.hourAndMinute) UTC"),
            StyledText(record.isLate ? "LATE" : "", .warning),
        ].wrapped("  ", width: width)
    }

    private var verdict: [StyledText] {
        switch record.verdict {
        case .plan(let plan): return prices(plan) + amounts(plan) + words(plan)
        case .refused(let refusal):
            let rule = NoteText.words(refusal.rule.rawValue)
            return [
                StyledText(), title("no plan"), StyledText("refused", .warning) + StyledText(" by the rule \(rule):"),
            ] + NoteText.wrapped(refusal.detail, width: min(width, Self.wordsWidth))
        case .noSignal: return [StyledText(), title("no plan")]
        }
    }

    private func prices(_ plan: Plan) -> [StyledText] {
        let lines = [("entry", plan.entry), ("stop loss", plan.stopLoss), ("take profit", plan.takeProfit)]
        let width = lines.map { price($0.1).cellWidth }.max() ?? 0
        return [StyledText(), title("plan: where to get in and out")]
            + lines.flatMap { name, value in
                let text = price(value)
                let number = String(repeating: " ", count: width - text.cellWidth) + text
                return named(name, StyledText(number, .strong), distance(of: value, from: plan.entry))
            }
    }

    private func distance(of price: Double, from entry: Double) -> StyledText {
        guard price != entry, entry > 0 else { return StyledText() }
        let span = NumberText.fixed(abs(price - entry), digits: digits)
        let fraction = NumberText.percent(abs(price - entry) / entry, digits: 3)
        return StyledText("  \(span) \(price > entry ? "above" : "below") = \(fraction)", .faint)
    }

    private func amounts(_ plan: Plan) -> [StyledText] {
        let size = NumberText.trimmed(plan.size, digitsMax: 8)
        return [StyledText(), title("what is at stake")]
            + [
                named("size", StyledText("\(size) \(base)", .strong), faint("= \(money(plan.notional)) notional")),
                named(
                    "lost at the stop", StyledText(money(plan.risk), .strong),
                    faint("+ cost = ") + sum(-plan.risk, plan)),
                named(
                    "won at the target", StyledText(money(plan.reward), .strong),
                    faint("- cost = ") + sum(plan.reward, plan)),
                named("cost, in and out", StyledText(money(plan.cost), .strong), faint("fees and slippage")),
                named("reward to risk", StyledText(NumberText.fixed(plan.rewardToRisk, digits: 2), .strong)),
                named("reward to cost", StyledText(NumberText.fixed(plan.rewardToCost, digits: 2), .strong)),
                named("  reward", bar(plan.reward, of: plan, .yes)), named("  cost", bar(plan.cost, of: plan, .no)),
            ].joined()
    }

    /// An amount beside the others of its plan, as long as it is large; any amount at all shows.
    private func bar(_ amount: Double, of plan: Plan, _ role: Style.Role) -> StyledText {
        let cellsMax = max(1, min(36, width - Self.nameWidth))
        let share = amount / max(plan.reward, plan.cost) * Double(cellsMax)
        let cells = share.isFinite && share > 0 ? max(1, Int(share.rounded())) : 0
        return StyledText(String(repeating: "█", count: min(cells, cellsMax)), role)
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
        return [StyledText()] + NoteText.wrapped(text, width: min(width, Self.wordsWidth))
    }

    private var reasons: [StyledText] {
        let readings = record.readings
        let crossed = record.signal.side == .long ? "crossed above" : "crossed below"
        return [StyledText(), title("what the strategy saw")]
            + [
                named(
                    "EMAs", StyledText(price(readings.emaFast), .strong),
                    faint("\(crossed) ") + StyledText(price(readings.emaSlow), .strong) + "  "
                        + IndicatorText.trend(readings)),
                named("RSI", StyledText(NumberText.fixed(readings.rsi, digits: 1), .strong)),
                named(
                    "ATR", StyledText(price(readings.atr), .strong),
                    faint("= \(NumberText.percent(IndicatorText.atrFraction(readings), digits: 3)) of the price")),
                named(
                    "volume", StyledText(NumberText.compact(readings.volume), .strong),
                    faint("= \(IndicatorText.volumeMultiple(readings)) its average")),
            ].joined()
    }

    private func price(_ value: Double?) -> String { NumberText.fixed(value, digits: digits) }

    private func money(_ value: Double) -> String { NumberText.money(value) + (quote.isEmpty ? "" : " \(quote)") }

    private func title(_ text: String) -> StyledText { StyledText(text, .key) }

    private func faint(_ text: String) -> StyledText { StyledText(text, .faint) }

    /// The widest that sentences run, and how far the values stand from the left.
    private static let wordsWidth = 62, nameWidth = 19

    /// A value with its name; what else there is to say of it stands at the right of the next line if there is no room.
    private func named(_ name: String, _ value: StyledText, _ remark: StyledText = StyledText()) -> [StyledText] {
        let line = faint(name + String(repeating: " ", count: max(1, Self.nameWidth - name.cellWidth))) + value
        guard line.width + 1 + remark.width > width, remark.width > 0 else { return [[line, remark].joined(" ")] }
        return [line, StyledText(String(repeating: " ", count: max(0, width - remark.width))) + remark]
    }
}

import WickEngine
import WickFeed
import WickMarket
import WickStrategy

/// Why there is a signal or none: the indicator values, and each rule of the strategy as it stands now. Before the first
/// candle, why there is none.
enum Readouts {
    static func grid(_ selected: SelectedSeries, _ snapshot: Snapshot, _ size: Size) -> Grid {
        var grid = Grid(size)
        for (row, line) in lines(selected, snapshot.status, size.columns).prefix(size.rows).enumerated() {
            grid.put(line.marked(selected: false, stale: snapshot.isSelectedStale), row: row, column: 1)
        }
        return grid
    }

    private static func lines(_ selected: SelectedSeries, _ status: FeedStatus, _ columns: Int) -> [StyledText] {
        guard let outlook = selected.outlook else {
            let why = status.state == .live ? [] : NoteText.wrapped(status.detail, width: columns - 2)
            return [StyledText("no candle yet", .warning)] + why
        }
        return [verdict(outlook, selected, width: columns - 2)] + values(outlook.readings, selected, columns: columns)
            + rules(selected, columns)
    }

    /// What the strategy would say now, in as many words as there is room for: the numbers stand below, too.
    private static func verdict(_ outlook: Decision, _ selected: SelectedSeries, width: Int) -> StyledText {
        let when = StyledText(selected.forming == nil ? "at the last close: " : "if it closed now: ", .faint)
        switch outlook.outcome {
        case .signal(let signal):
            let entry = NumberText.fixed(signal.entry, digits: selected.priceDigits)
            return when + IndicatorText.side(signal.side) + StyledText(" at \(entry)", .strong)
        case .noSignal(let reason):
            let detail = selected.rules.first { $0.reason == reason && $0.holds != true }?.detail
            let short = when + StyledText(reason.words, .strong)
            let long = when + StyledText("no signal, \(reason.words)", .strong)
            let full = long + StyledText(detail.map { ": \($0)" } ?? "")
            return [full, long].first { $0.width <= width } ?? short
        }
    }

    private static func values(_ readings: IndicatorReadings, _ selected: SelectedSeries, columns: Int) -> [StyledText]
    {
        let scale = selected.scale
        func price(_ value: Double?) -> StyledText {
            StyledText(NumberText.fixed(value, digits: selected.priceDigits), .strong)
        }
        let averages =
            label("EMA \(scale.emaFast) ") + price(readings.emaFast) + label("  \(scale.emaSlow) ")
            + price(readings.emaSlow) + " " + IndicatorText.trend(readings)
        let rsi =
            label("RSI \(scale.rsi) ") + StyledText(NumberText.fixed(readings.rsi, digits: 1), .strong) + " "
            + RSIGauge.text(readings.rsi, scale, hasWords: columns >= 100)
        let atr =
            label("ATR \(scale.atr) ") + price(readings.atr) + label(" = ")
            + StyledText(NumberText.percent(IndicatorText.atrFraction(readings), digits: 3))
        let volume =
            label("volume ") + StyledText(NumberText.compact(readings.volume), .strong) + label(" = ")
            + StyledText(IndicatorText.volumeMultiple(readings)) + label(" average ")
            + StyledText(NumberText.compact(readings.volumeAverage))
            + label(" (asked: \(NumberText.trimmed(scale.volumeMultiple, digitsMax: 2))×)")
        return [averages, rsi, atr, volume].wrapped("   ", width: columns - 2)
    }

    private static func label(_ text: String) -> StyledText { StyledText(text, .faint) }

    private static func rules(_ selected: SelectedSeries, _ columns: Int) -> [StyledText] {
        let checks = selected.rules.map { rule -> StyledText in
            switch rule.holds {
            case true?: StyledText("✓ ", .yes) + StyledText(rule.name)
            case false?: StyledText("✗ ", .no) + StyledText(rule.name, .strong)
            case nil: StyledText("? \(rule.name)", .faint)
            }
        }
        return checks.wrapped("  ", width: columns - 2)
    }
}

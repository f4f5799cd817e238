import WickEngine
import WickMarket
import WickStrategy

/// Why there is a signal or none: the indicator values, and each rule of the strategy as it stands now.
enum Readouts {
    static func grid(_ selected: SelectedSeries, isStale: Bool, _ size: Size) -> Grid {
        var grid = Grid(size)
        let lines = [verdict(selected)] + values(selected, columns: size.columns) + rules(selected, size.columns)
        for (row, line) in lines.prefix(size.rows).enumerated() {
            grid.put(line.marked(selected: false, stale: isStale), row: row, column: 1)
        }
        return grid
    }

    /// What the strategy would say now, in words.
    private static func verdict(_ selected: SelectedSeries) -> StyledText {
        guard let outlook = selected.outlook else { return StyledText("no candle yet", .warning) }
        let when = StyledText(selected.forming == nil ? "at the last close: " : "if it closed now: ", .faint)
        switch outlook.outcome {
        case .signal(let signal):
            let entry = NumberText.fixed(signal.entry, digits: selected.priceDigits)
            return when + IndicatorText.side(signal.side) + StyledText(" at \(entry)", .strong)
        case .noSignal(let reason):
            let detail = selected.rules.first { $0.reason == reason && $0.holds != true }?.detail
            return when + StyledText("no signal, \(reason.words)", .strong)
                + StyledText(detail.map { ": \($0)" } ?? "")
        }
    }

    private static func values(_ selected: SelectedSeries, columns: Int) -> [StyledText] {
        guard let readings = selected.outlook?.readings else { return [] }
        func price(_ value: Double?) -> StyledText {
            StyledText(NumberText.fixed(value, digits: selected.priceDigits), .strong)
        }
        let averages =
            label("EMA fast ") + price(readings.emaFast) + label(" slow ") + price(readings.emaSlow) + " "
            + IndicatorText.trend(readings)
        let rsi =
            label("RSI ") + StyledText(NumberText.fixed(readings.rsi, digits: 1), .strong) + " " + gauge(readings.rsi)
        let atr =
            label("ATR ") + price(readings.atr) + label(" = ")
            + StyledText(NumberText.percent(IndicatorText.atrFraction(readings), digits: 3)) + label(" of the price")
        let volume =
            label("volume ") + StyledText(NumberText.compact(readings.volume), .strong) + label(" = ")
            + StyledText(IndicatorText.volumeMultiple(readings)) + label(" average ")
            + StyledText(NumberText.compact(readings.volumeAverage))
        return wrapped([averages, rsi, atr, volume], separator: "   ", width: columns - 2)
    }

    private static func label(_ text: String) -> StyledText { StyledText(text, .faint) }

    /// The RSI on a line from 0 to 100 with strokes at 25, 50 and 75.
    private static func gauge(_ rsi: Double?) -> StyledText {
        let cells = 21
        var line: [Character] = (0..<cells).map { $0 % 5 == 0 ? "│" : "·" }
        guard let rsi, rsi.isFinite else { return StyledText(String(line), .faint) }
        let place = Int((min(max(rsi, 0), 100) / 100 * Double(cells - 1)).rounded())
        let (before, after) = (String(line[..<place]), String(line[(place + 1)...]))
        line.removeAll()
        return label(before) + StyledText("●", .strong) + label(after)
    }

    private static func rules(_ selected: SelectedSeries, _ columns: Int) -> [StyledText] {
        let checks = selected.rules.map { rule -> StyledText in
            switch rule.holds {
            case true?: StyledText("✓ ", .yes) + StyledText(rule.name)
            case false?: StyledText("✗ ", .no) + StyledText(rule.name, .strong)
            case nil: StyledText("? \(rule.name)", .faint)
            }
        }
        return wrapped(checks, separator: "  ", width: columns - 2)
    }

    /// The texts one after another, on as many lines as they need.
    private static func wrapped(_ texts: [StyledText], separator: StyledText, width: Int) -> [StyledText] {
        var lines: [StyledText] = []
        for text in texts {
            if let last = lines.last, last.width + separator.width + text.width <= width {
                lines[lines.count - 1] = last + separator + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }
}

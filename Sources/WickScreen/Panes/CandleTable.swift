import WickEngine
import WickMarket
import WickStrategy

/// The candles of the selected symbol, the newest first.
enum CandleTable {
    static func table(_ selected: SelectedSeries, rows: Int, isStale: Bool) -> Table {
        var lines = selected.forming.map { [line(forming: $0, selected)] } ?? []
        lines += selected.candles.reversed().prefix(max(0, rows - lines.count)).map { line($0, selected) }
        for index in lines.indices { lines[index].isStale = isStale }
        return Table(columns: columns(selected.scale), rows: lines)
    }

    private static func columns(_ scale: ReadingScale) -> [Table.Column] {
        [
            Table.Column(title: "", alignment: .left, importance: 100, widthMin: 1),
            Table.Column(title: "time", alignment: .left, importance: 100, widthMin: 5),
            Table.Column(title: "open", alignment: .right, importance: 70),
            Table.Column(title: "high", alignment: .right, importance: 80),
            Table.Column(title: "low", alignment: .right, importance: 80),
            Table.Column(title: "close", alignment: .right, importance: 100),
            Table.Column(title: "", alignment: .left, importance: 95, widthMin: 1),
            Table.Column(title: "volume", alignment: .right, importance: 75, widthMin: 6),
            Table.Column(title: "EMA \(scale.emaFast)", alignment: .right, importance: 40),
            Table.Column(title: "EMA \(scale.emaSlow)", alignment: .right, importance: 40),
            Table.Column(title: "RSI", alignment: .right, importance: 60, widthMin: 5),
            Table.Column(title: "ATR", alignment: .right, importance: 30),
            Table.Column(title: "strategy", alignment: .left, importance: 50, widthMin: 17),
        ]
    }

    private static func line(forming candle: Candle, _ selected: SelectedSeries) -> Table.Row {
        Table.Row(
            cells: [StyledText("*", .strong), time(candle, selected, .strong)]
                + numbers(candle, selected.outlook?.readings, selected.priceDigits) + [StyledText("forming", .strong)])
    }

    private static func line(_ row: CandleRow, _ selected: SelectedSeries) -> Table.Row {
        Table.Row(
            cells: [StyledText(row.followsHole ? "!" : "", .warning), time(row.candle, selected, .plain)]
                + numbers(row.candle, row.decision.readings, selected.priceDigits) + [outcome(row)])
    }

    private static func time(_ candle: Candle, _ selected: SelectedSeries, _ role: Style.Role) -> StyledText {
        StyledText(TimeText.openTime(candle.openTime, selected.key.timeframe), role)
    }

    private static func numbers(_ candle: Candle, _ readings: IndicatorReadings?, _ digits: Int) -> [StyledText] {
        func price(_ value: Double?) -> String { NumberText.fixed(value, digits: digits) }
        let role = IndicatorText.role(ofChange: candle.close - candle.open)
        return [
            StyledText(price(candle.open)), StyledText(price(candle.high)), StyledText(price(candle.low)),
            StyledText(price(candle.close), role),
            StyledText(candle.close > candle.open ? "▲" : candle.close < candle.open ? "▼" : "=", role),
            StyledText(NumberText.compact(candle.volume)),
            StyledText(price(readings?.emaFast)), StyledText(price(readings?.emaSlow)),
            StyledText(NumberText.fixed(readings?.rsi, digits: 1)), StyledText(price(readings?.atr)),
        ]
    }

    private static func outcome(_ row: CandleRow) -> StyledText {
        switch row.decision.outcome {
        case .signal(let signal): IndicatorText.side(signal.side)
        case .noSignal(let reason): StyledText((row.followsHole ? "gap before: " : "") + reason.words, .faint)
        }
    }
}

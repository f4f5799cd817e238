import WickEngine
import WickFeed
import WickMarket

/// Every symbol in a line: what moved, and whether it is fresh.
enum Watchlist {
    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment, _ size: Size) -> Grid {
        let places = view.firstRow..<view.firstRow + view.layout.watchedRows
        let shown = snapshot.rows.enumerated().map { (place: snapshot.firstRow + $0, row: $1) }
            .filter { places.contains($0.place) }
        let span = commonSpan(shown.map(\.row))
        let table = Table(
            columns: columns(span: span),
            rows: shown.map { place, row in
                Table.Row(
                    cells: cells(row, place: place, isChosen: place == view.position, span, snapshot, moment),
                    isSelected: place == view.position, isStale: row.state.isStale || snapshot.status.state.isStale)
            })
        return table.grid(size)
    }

    private static func columns(span: String?) -> [Table.Column] {
        [
            Table.Column(title: "  #", alignment: .right, importance: 100, widthMin: 3),
            Table.Column(title: "symbol", alignment: .left, importance: 100, widthMin: 7),
            Table.Column(title: "last", alignment: .point, importance: 100, widthMin: 9),
            Table.Column(title: "chg " + (span ?? ""), alignment: .right, importance: 90, widthMin: 7),
            Table.Column(title: "RSI", alignment: .right, importance: 60, widthMin: 5),
            Table.Column(title: "EMAs", alignment: .right, importance: 50, widthMin: 7),
            Table.Column(title: "ATR", alignment: .point, importance: 40),
            Table.Column(title: "ATR %", alignment: .right, importance: 20, widthMin: 6),
            Table.Column(title: "volume", alignment: .right, importance: 15, widthMin: 6),
            Table.Column(title: "vol/avg", alignment: .right, importance: 25, widthMin: 7),
            Table.Column(title: "last signal", alignment: .left, importance: 70, widthMin: 11),
            Table.Column(title: "age", alignment: .right, importance: 95, widthMin: 9),
        ]
    }

    private static func cells(
        _ row: SymbolRow, place: Int, isChosen: Bool, _ span: String?, _ snapshot: Snapshot, _ moment: Moment
    ) -> [StyledText] {
        let (readings, digits) = (row.readings, row.priceDigits)
        return [
            StyledText((isChosen ? "▸" : " ") + " \(place + 1)", isChosen ? .strong : .faint),
            StyledText(row.key.symbol.name, .strong),
            StyledText(NumberText.fixed(row.last, digits: digits), .strong),
            change(row, span),
            StyledText(row.last == nil ? NumberText.unknown : NumberText.fixed(readings.rsi, digits: 1)),
            IndicatorText.trend(readings),
            StyledText(NumberText.fixed(readings.atr, digits: digits)),
            StyledText(NumberText.percent(IndicatorText.atrFraction(readings))),
            StyledText(row.last == nil ? NumberText.unknown : NumberText.compact(readings.volume)),
            StyledText(IndicatorText.volumeMultiple(readings)),
            lastSignal(row, snapshot),
            age(row, moment),
        ]
    }

    private static func change(_ row: SymbolRow, _ span: String?) -> StyledText {
        let text = NumberText.percent(row.change, signed: true)
        let suffix = span == nil && row.change != nil ? " \(TimeText.span(row.changeSpan))" : ""
        return StyledText(text, IndicatorText.role(ofChange: row.change)) + StyledText(suffix, .faint)
    }

    /// The span that all changes look back over, if it is the same for all.
    private static func commonSpan(_ rows: [SymbolRow]) -> String? {
        let spans = Set(rows.filter { $0.change != nil }.map { TimeText.span($0.changeSpan) })
        return spans.count == 1 ? spans.first : nil
    }

    private static func lastSignal(_ row: SymbolRow, _ snapshot: Snapshot) -> StyledText {
        guard let side = row.lastSignalSide, let time = row.lastSignalTime else {
            return StyledText(NumberText.unknown, .faint)
        }
        let isToday = TimeText.isSameDay(time, snapshot.exchangeTime)
        let moment = isToday ? TimeText.openTime(time, row.key.timeframe) : String(UTCTime(time).date.suffix(5))
        return IndicatorText.side(side) + StyledText(" \(moment)")
    }

    private static func age(_ row: SymbolRow, _ moment: Moment) -> StyledText {
        let age = row.age.map { TimeText.age($0 + moment.sinceSnapshot) }
        guard row.state != .live else { return StyledText(age ?? NumberText.unknown) }
        return StyledText([row.state.word, age ?? ""].filter { !$0.isEmpty }.joined(separator: " "), .warning)
    }
}

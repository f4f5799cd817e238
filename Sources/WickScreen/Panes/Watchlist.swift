import WickEngine
import WickFeed
import WickMarket

/// Every symbol in a line: what moved, and whether it is fresh. Marks in the titles say that there are more above or below.
enum Watchlist {
    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment, _ size: Size) -> Grid {
        let layout = view.layout
        let places = view.firstRow..<view.firstRow + layout.watchedRows
        let shown = snapshot.rows.enumerated().map { (place: snapshot.firstRow + $0, row: $1) }
            .filter { places.contains($0.place) }
        let spans = Spans(shown.map(\.row))
        let rows = shown.map { place, row in
            Table.Row(
                cells: cells(row, place: place, spans, snapshot, view, moment),
                isSelected: place == view.position, isStale: row.state.isStale || snapshot.status.state.isStale)
        }
        let course = layout.sparkColumns > 0 ? "\(layout.sparkColumns) × \(snapshot.timeframe)" : ""
        let table = Table(columns: columns(spans, course, snapshot.order, isNarrow: layout.isShared), rows: rows)
        var grid = table.grid(size)
        if places.lowerBound > 0 { grid.put(StyledText("▴", .key), row: 0, column: 0) }
        if places.upperBound < snapshot.seriesCount { grid.put(StyledText("▾", .key), row: 0, column: 1) }
        return grid
    }

    /// How far the measures look back, where that is the same for all rows; else each says it.
    private struct Spans {
        let short, day, turnover: String?

        init(_ rows: [SymbolRow]) {
            short = Self.common(rows.compactMap(\.changeShort))
            day = Self.common(rows.compactMap(\.changeDay))
            turnover = Self.common(rows.compactMap(\.turnover))
        }

        private static func common(_ measures: [Lookback]) -> String? {
            let spans = Set(measures.map { TimeText.span($0.span) })
            return spans.count == 1 ? spans.first : nil
        }
    }

    /// - Parameter isNarrow: whether signals have a place of their own beside, so that the rest is told before them.
    private static func columns(
        _ spans: Spans, _ course: String, _ order: WatchOrder, isNarrow: Bool
    ) -> [Table.Column] {
        func title(_ name: String, _ span: String? = nil, _ sorted: WatchOrder? = nil) -> String {
            let mark = sorted == order ? (order == .symbol ? "↑" : "↓") : ""
            return [name, span].compactMap { $0 }.joined(separator: " ") + mark
        }
        return [
            Table.Column(title: "  #", alignment: .right, importance: 100, widthMin: 3),
            Table.Column(title: title("symbol", nil, .symbol), alignment: .left, importance: 100, widthMin: 7),
            Table.Column(title: "last", alignment: .point, importance: 100, widthMin: 9),
            Table.Column(title: title("chg", spans.short), alignment: .right, importance: 38, widthMin: 7),
            Table.Column(title: title("chg", spans.day, .change), alignment: .right, importance: 90, widthMin: 7),
            Table.Column(title: title("RSI", nil, .rsi), alignment: .right, importance: 60, widthMin: 5),
            Table.Column(title: "EMAs", alignment: .right, importance: 50, widthMin: 7),
            Table.Column(title: "ATR", alignment: .point, importance: 40),
            Table.Column(title: "ATR %", alignment: .right, importance: 20, widthMin: 6),
            Table.Column(
                title: title("traded", spans.turnover, .volume), alignment: .right, importance: 35, widthMin: 6),
            Table.Column(title: "vol/avg", alignment: .right, importance: 25, widthMin: 7),
            Table.Column(title: course, alignment: .left, importance: isNarrow ? 65 : 30),
            Table.Column(
                title: title("last signal", nil, .lastSignal), alignment: .left, importance: isNarrow ? 30 : 70,
                widthMin: 11),
            Table.Column(title: "age", alignment: .right, importance: 95, widthMin: 9),
        ]
    }

    private static func cells(
        _ row: SymbolRow, place: Int, _ spans: Spans, _ snapshot: Snapshot, _ view: ViewState, _ moment: Moment
    ) -> [StyledText] {
        let (readings, digits, isChosen) = (row.readings, row.priceDigits, place == view.position)
        let before = view.flashes[row.key]?.before(at: moment.now)
        return [
            StyledText((isChosen ? "▸" : " ") + " \(place + 1)", isChosen ? .strong : .faint),
            StyledText(row.key.symbol.name, .strong),
            PriceFlash.text(row.last, before: before, digits: digits),
            change(row.changeShort, spans.short),
            change(row.changeDay, spans.day),
            StyledText(row.last == nil ? NumberText.unknown : NumberText.fixed(readings.rsi, digits: 1)),
            IndicatorText.trend(readings),
            StyledText(NumberText.fixed(readings.atr, digits: digits)),
            StyledText(NumberText.percent(IndicatorText.atrFraction(readings))),
            StyledText(NumberText.compact(row.turnover?.value)) + span(row.turnover, spans.turnover),
            StyledText(IndicatorText.volumeMultiple(readings)),
            Sparkline.text(row.closes, width: view.layout.sparkColumns),
            lastSignal(row, snapshot),
            age(row, moment),
        ]
    }

    private static func change(_ change: Lookback?, _ common: String?) -> StyledText {
        let text = NumberText.percent(change?.value, signed: true)
        return StyledText(text, IndicatorText.role(ofChange: change?.value)) + span(change, common)
    }

    private static func span(_ measure: Lookback?, _ common: String?) -> StyledText {
        guard common == nil, let measure else { return StyledText() }
        return StyledText(" \(TimeText.span(measure.span))", .faint)
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

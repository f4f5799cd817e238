import WickEngine
import WickFeed
import WickMarket

/// The account behind "every candle once, in order": each connection, each series, and what happened to the feed.
enum LedgerPage {
    /// The most events that are asked for.
    static let eventsMax = 40
    /// The most connections that are shown, in a low terminal and else.
    private static func connectionsMax(_ size: Size) -> Int { size.rows < 24 ? 1 : max(2, size.rows / 8) }

    /// The rows for series: what status, key line, rules, titles, connections and the sum leave, and a part for events.
    static func listRows(_ size: Size, connections: Int) -> Int {
        max(1, size.rows - 2 - connectionRows(size, connections) - 3 - eventRows(size))
    }

    private static func connectionRows(_ size: Size, _ count: Int) -> Int {
        size.rows < 12 ? 0 : 2 + min(max(1, count), connectionsMax(size))
    }

    private static func eventRows(_ size: Size) -> Int { size.rows < 16 ? 0 : max(4, size.rows / 4) }

    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment) -> Grid {
        let size = view.size
        var stack = GridStack(size)
        stack.add(1) { StatusLine.grid(snapshot, isPaused: view.isPaused, moment, $0) }
        stack.add(connectionRows(size, view.connectionCount)) { connections(snapshot, moment, $0) }
        stack.add(listRows(size, connections: view.connectionCount) + 3) { series(snapshot, view, moment, $0) }
        stack.add(eventRows(size)) { EventsPane.grid(snapshot.events, $0) }
        stack.end { KeyLine.grid(snapshot, view.keyMap, in: .ledger, $0) }
        return stack.grid
    }

    // MARK: Connections

    private static func connections(_ snapshot: Snapshot, _ moment: Moment, _ size: Size) -> Grid {
        var grid = Grid(size)
        let all = snapshot.connections
        let shown = Array(all.prefix(size.rows - 2))
        let count = shown.count < all.count ? " \(shown.count) of \(all.count)" : ""
        Rule.draw(StyledText("connections", .strong) + StyledText(count), on: &grid, row: 0)
        guard !shown.isEmpty else {
            grid.put(StyledText("none: nothing is streamed", .faint), row: 1, column: 1)
            return grid
        }
        let table = Table(columns: connectionColumns, rows: shown.map { row($0, moment) })
        grid.draw(table.grid(Size(columns: size.columns - 1, rows: size.rows - 1)), row: 1, column: 1)
        return grid
    }

    private static let connectionColumns = [
        Table.Column(title: "#", alignment: .right, importance: 100, widthMin: 2),
        Table.Column(title: "state", alignment: .left, importance: 100, widthMin: 10),
        Table.Column(title: "streams", alignment: .right, importance: 80),
        Table.Column(title: "awaited", alignment: .right, importance: 40),
        Table.Column(title: "open for", alignment: .right, importance: 70, widthMin: 8),
        Table.Column(title: "data age", alignment: .right, importance: 90, widthMin: 8),
        Table.Column(title: "round trip", alignment: .right, importance: 60, widthMin: 9),
        Table.Column(title: "reconnects", alignment: .right, importance: 50),
        Table.Column(title: "rotates in", alignment: .right, importance: 45, widthMin: 9),
    ]

    private static func row(_ report: ConnectionReport, _ moment: Moment) -> Table.Row {
        let (word, role): (String, Style.Role) =
            switch report.phase {
            case .waiting(let due?): ("next try in \(TimeText.secondsLeft(due - moment.sinceSnapshot)) s", .alert)
            case .waiting(nil): ("none", .alert)
            case .connecting: ("connecting", .warning)
            case .open:
                switch report.link {
                case .waiting: ("waiting", .warning)
                case .lagging: ("lagging", .warning)
                case .stale: ("stale", .alert)
                case .idle, .live, .quiet, .connecting, .reconnecting, .rotating, .stopped: ("open", .good)
                }
            case .leaving: ("rotating", .plain)
            }
        func age(_ span: Duration?) -> StyledText { StyledText(TimeText.age(span.map { $0 + moment.sinceSnapshot })) }
        let roundTrip = report.roundTrip.map { NumberText.fixed($0 / .milliseconds(1), digits: 1) + " ms" }
        return Table.Row(cells: [
            StyledText(report.number > 0 ? "\(report.number)" : NumberText.unknown),
            StyledText(word, role), StyledText("\(report.streams)"),
            StyledText("\(report.awaited)", report.awaited > 0 ? .no : .plain),
            age(report.age), age(report.dataAge), StyledText(roundTrip ?? NumberText.unknown),
            StyledText("\(report.reconnects)"),
            StyledText(report.replacedIn.map { TimeText.span($0 - moment.sinceSnapshot) } ?? NumberText.unknown),
        ])
    }

    // MARK: Series

    private static func series(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment, _ size: Size) -> Grid {
        var grid = Grid(size)
        let places = view.firstRow..<view.firstRow + view.listRows
        let shown = snapshot.rows.enumerated().map { (place: snapshot.firstRow + $0, row: $1) }
            .filter { places.contains($0.place) }
        let isPart = shown.count < snapshot.seriesCount
        let title = isPart ? " \(view.firstRow + 1) to \(view.firstRow + shown.count) of \(snapshot.seriesCount)" : ""
        Rule.draw(
            StyledText("ledger", .strong) + StyledText(title, .plain),
            right: StyledText("every candle once, in order", .faint), on: &grid, row: 0)
        var rows = shown.map { place, row in
            line(
                "\(row.key.symbol)", state(row.state), age(row, moment), row.ledger,
                isSelected: place == view.position, isStale: row.state.isStale)
        }
        // With those that are watched no more, and of timeframes before: more than the lines above may add up to.
        rows.append(line("in all", StyledText(), StyledText(), snapshot.ledger))
        grid.draw(
            Table(columns: seriesColumns, rows: rows).grid(Size(columns: size.columns - 1, rows: size.rows - 1)),
            row: 1, column: 1)
        return grid
    }

    private static let seriesColumns = [
        Table.Column(title: "symbol", alignment: .left, importance: 100, widthMin: 8),
        Table.Column(title: "state", alignment: .left, importance: 90, widthMin: 7),
        Table.Column(title: "age", alignment: .right, importance: 60, widthMin: 4),
        Table.Column(title: "from stream", alignment: .right, importance: 82),
        Table.Column(title: "from REST", alignment: .right, importance: 80),
        Table.Column(title: "duplicates", alignment: .right, importance: 50),
        Table.Column(title: "corrections", alignment: .right, importance: 55),
        Table.Column(title: "holes", alignment: .right, importance: 85),
        Table.Column(title: "repairs", alignment: .right, importance: 70),
        Table.Column(title: "outdated", alignment: .right, importance: 20),
        Table.Column(title: "rejected", alignment: .right, importance: 30),
    ]

    private static func line(
        _ name: String, _ state: StyledText, _ age: StyledText, _ ledger: Ledger, isSelected: Bool = false,
        isStale: Bool = false
    ) -> Table.Row {
        func count(_ value: Int, _ role: Style.Role = .plain) -> StyledText {
            StyledText(NumberText.fixed(Double(value), digits: 0), value == 0 ? .faint : role)
        }
        return Table.Row(
            cells: [
                StyledText(name, .strong), state, age, count(ledger.fromStream), count(ledger.fromREST),
                count(ledger.duplicates), count(ledger.corrections, .no), count(ledger.holes, .no),
                count(ledger.repairs), count(ledger.outdated), count(ledger.rejected, .no),
            ], isSelected: isSelected, isStale: isStale)
    }

    private static func state(_ state: SeriesState) -> StyledText {
        state == .live ? StyledText("live") : StyledText(state.word, .warning)
    }

    private static func age(_ row: SymbolRow, _ moment: Moment) -> StyledText {
        StyledText(TimeText.age(row.age.map { $0 + moment.sinceSnapshot }))
    }
}

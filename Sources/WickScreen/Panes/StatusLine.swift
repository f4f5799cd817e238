import WickEngine
import WickFeed
import WickMarket

/// The first line: whether what one sees can be trusted, and that nothing is placed.
enum StatusLine {
    /// - Parameter isPaused: whether the picture is held; the feed's state goes on to be told.
    static func grid(_ snapshot: Snapshot?, isPaused: Bool, _ moment: Moment, _ size: Size) -> Grid {
        var grid = Grid(size)
        let closest = 9
        for level in 0...closest {
            let left =
                snapshot.map { line($0, isPaused, moment, level) } ?? StyledText("wick", .strong) + "  " + starting
            let right = StyledText(level < 6 ? "monitor: no orders" : "no orders", .faint)
            guard left.width + 2 + right.width <= size.columns || level == closest else { continue }
            grid.put(left, row: 0, column: 0)
            if left.width + 1 + right.width <= size.columns { grid.putRight(right, row: 0, before: size.columns) }
            break
        }
        return grid
    }

    private static let starting = StyledText("STARTING", .warning)

    /// The line with all there is to say at level 0, and with less at each level above.
    private static func line(_ snapshot: Snapshot, _ isPaused: Bool, _ moment: Moment, _ level: Int) -> StyledText {
        let isExchange = snapshot.mode == .live
        let series = "\(snapshot.seriesCount) symbol" + (snapshot.seriesCount == 1 ? "" : "s")
        return [
            StyledText(level < (isExchange ? 8 : 3) ? snapshot.exchange : "", .strong),
            StyledText(snapshot.mode.words, .warning),
            StyledText(isPaused ? "PAUSED" : "", .alert),
            StyledText(snapshot.status.words(now: moment.now, brief: level >= 7), snapshot.status.state.role),
            age(snapshot, moment, brief: level >= 5),
            time(snapshot.exchangeTime, hasDate: level < 2, isShown: level < 9),
            timeframe(snapshot, level),
            StyledText(level < 1 ? series : ""),
        ].joined("  ")
    }

    /// The timeframe, and the one that is to come once its candles are there.
    private static func timeframe(_ snapshot: Snapshot, _ level: Int) -> StyledText {
        guard let next = snapshot.nextTimeframe else { return StyledText(level < 4 ? snapshot.timeframe.rawValue : "") }
        if level < 6 { return StyledText("\(snapshot.timeframe)") + StyledText(" WARM-UP \(next)", .warning) }
        return StyledText(level < 9 ? "▸ \(next)" : "", .warning)
    }

    private static func age(_ snapshot: Snapshot, _ moment: Moment, brief: Bool) -> StyledText {
        guard let age = snapshot.dataAge else { return StyledText("no data yet", .warning) }
        let text = TimeText.age(age + moment.sinceSnapshot)
        return StyledText(
            brief ? "age \(text)" : "data \(text) old", snapshot.status.state == .live ? .plain : .warning)
    }

    private static func time(_ time: Timestamp?, hasDate: Bool, isShown: Bool) -> StyledText {
        guard let time, isShown else { return StyledText() }
        let utc = UTCTime(time)
        return StyledText((hasDate ? utc.date + " " : "") + utc.time + " UTC")
    }
}

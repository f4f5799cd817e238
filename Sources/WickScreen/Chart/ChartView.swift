import WickMarket

/// What one looks at in the chart: how near, which candles, and where the crosshair stands.
struct ChartView: Equatable {
    /// Whether the chart has the whole middle of the screen, and the arrows.
    private(set) var isFocused = false
    /// The index of the zoom level; `nil` for the usual one.
    private(set) var level: Int?
    /// The open time of the last candle on view; `nil` follows the newest.
    private(set) var end: Timestamp?
    /// Where the crosshair stands; `nil` for none.
    private(set) var cursor: Timestamp?

    /// More candles than anyone keeps, so that no sum overflows.
    private static let candlesMax = 1_000_000

    /// The usual view, live.
    init() {}

    /// A view of a candle with some of those that came after it.
    init(of time: Timestamp, _ timeframe: Timeframe) {
        (cursor, end) = (time, time.advanced(byMilliseconds: 12 * timeframe.milliseconds))
    }

    func zoom(columns: Int) -> ChartZoom { ChartZoom.level(level, columns: columns) }

    /// Gives the chart the whole middle, or gives it back.
    mutating func focus(_ isFocused: Bool) {
        self.isFocused = isFocused
        goLive()
    }

    /// Back to the newest candle, without a crosshair.
    mutating func goLive() { (end, cursor) = (nil, nil) }

    /// Moves the crosshair by so many points, and the candles with it where it would leave them.
    mutating func move(by count: Int, in extent: ChartExtent) {
        let zoom = zoom(columns: extent.columns)
        let step = extent.candleLength * Int64(zoom.candlesPerPoint)
        let from = cursor ?? end ?? extent.newest
        place(cursor: from.advanced(byMilliseconds: Int64(count) * step), step, zoom, extent)
    }

    /// Moves the crosshair by half of what is on view.
    mutating func movePage(_ direction: Int, in extent: ChartExtent) {
        move(by: direction * max(1, zoom(columns: extent.columns).points(in: extent.columns) / 2), in: extent)
    }

    /// To the oldest candle that is known.
    mutating func goOldest(in extent: ChartExtent) {
        let zoom = zoom(columns: extent.columns)
        place(cursor: extent.oldest, extent.candleLength * Int64(zoom.candlesPerPoint), zoom, extent)
    }

    /// Goes nearer, or farther with a negative number, and keeps the crosshair on view.
    mutating func zoom(by steps: Int, in extent: ChartExtent) {
        let index = (level ?? ChartZoom.usual(columns: extent.columns)) - steps
        level = min(max(index, 0), ChartZoom.levels.count - 1)
        if cursor != nil { move(by: 0, in: extent) }
    }

    /// The closed candles that a snapshot must hold: those on view, and in focus as many before them, to be there when one
    /// moves.
    ///
    /// - Parameter columns: the whole chart's columns, which count while its axis is not known.
    func candleCount(columns: Int, _ extent: ChartExtent?) -> Int {
        let columns = extent?.columns ?? columns
        let zoom = zoom(columns: columns)
        let onView = zoom.points(in: columns) * zoom.candlesPerPoint
        guard isFocused else { return onView }
        var behind: Int64 = 0
        if let end, let extent { behind = max(0, extent.newest.milliseconds(since: end)) / extent.candleLength }
        return 2 * onView + Int(min(behind, Int64(Self.candlesMax)))
    }

    private mutating func place(cursor time: Timestamp, _ step: Int64, _ zoom: ChartZoom, _ extent: ChartExtent) {
        let time = min(max(time, extent.oldest), extent.newest)
        let width = Int64(zoom.points(in: extent.columns) - 1) * step
        var last = end ?? extent.newest
        if time < last.advanced(byMilliseconds: -width) { last = time.advanced(byMilliseconds: width) }
        if time > last { last = time }
        (cursor, end) = (time, last >= extent.newest ? nil : last)
    }
}

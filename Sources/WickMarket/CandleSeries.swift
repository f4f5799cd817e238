/// The newest closed candles of one symbol and timeframe, oldest first, and the forming candle behind them.
///
/// The series is bounded: a closed candle beyond ``capacity`` pushes the oldest out. Candles lie in columns, so that a
/// strategy or a chart reads the closes alone; each column is contiguous at all times. Appending is constant time on
/// average (columns are compacted once in `slack` candles) and allocates nothing after the first candle.
public struct CandleSeries: Sendable {
    /// The most closed candles kept; at least 1.
    public let capacity: Int
    /// The candle that still changes, or `nil` before its first update.
    public private(set) var forming: Candle?

    private let slack: Int
    private var first = 0
    private var openTimes: [Timestamp] = []
    private var opens: [Double] = []
    private var highs: [Double] = []
    private var lows: [Double] = []
    private var closes: [Double] = []
    private var volumes: [Double] = []
    private var trades: [Int64] = []

    /// An empty series.
    /// - Precondition: `capacity` is at least 1.
    public init(capacity: Int) {
        precondition(capacity >= 1, "a series keeps at least one candle")
        self.capacity = capacity
        slack = max(16, capacity / 8)
    }

    /// The number of closed candles, 0 to ``capacity``.
    public var count: Int { openTimes.count - first }

    /// Whether there is no closed candle yet.
    public var isEmpty: Bool { count == 0 }

    /// The newest closed candle.
    public var last: Candle? { isEmpty ? nil : self[count - 1] }

    /// The closed candle at `index`, 0 being the oldest kept.
    /// - Precondition: `index` is at least 0 and below ``count``.
    public subscript(index: Int) -> Candle {
        precondition(index >= 0 && index < count, "candle \(index) of \(count)")
        let at = first + index
        return Candle(
            openTime: openTimes[at], open: opens[at], high: highs[at], low: lows[at], close: closes[at],
            volume: volumes[at], trades: trades[at])
    }

    /// The closed candles by column, oldest first. The view is meant to be read and let go: kept across the next
    /// change of the series it costs a copy.
    public var columns: CandleColumns {
        CandleColumns(
            openTimes: openTimes[first...], opens: opens[first...], highs: highs[first...], lows: lows[first...],
            closes: closes[first...], volumes: volumes[first...])
    }

    /// Adds the next closed candle, and forgets the forming one if it is that candle or older.
    /// - Precondition: the candle opens after ``last``.
    public mutating func append(_ candle: Candle) {
        precondition(isEmpty || candle.openTime > openTimes[openTimes.count - 1], "closed candles come in order")
        if openTimes.isEmpty { reserveColumns() }
        if count == capacity {
            first += 1
            if first >= slack { compact() }
        }
        openTimes.append(candle.openTime)
        opens.append(candle.open)
        highs.append(candle.high)
        lows.append(candle.low)
        closes.append(candle.close)
        volumes.append(candle.volume)
        trades.append(candle.trades)
        if let open = forming?.openTime, open <= candle.openTime { forming = nil }
    }

    /// Replaces the forming candle.
    ///
    /// - Returns: `false`, and nothing changes, if a closed candle of that time or a later one is known.
    @discardableResult
    public mutating func update(forming candle: Candle) -> Bool {
        if !isEmpty, candle.openTime <= openTimes[openTimes.count - 1] { return false }
        if let known = forming?.openTime, candle.openTime < known { return false }
        forming = candle
        return true
    }

    /// Where the closed candle that opened at `openTime` lies, or `nil` if it is not kept. Logarithmic in ``count``.
    public func index(of openTime: Timestamp) -> Int? {
        var (low, high) = (first, openTimes.count)
        while low < high {
            let middle = (low + high) / 2
            if openTimes[middle] < openTime { low = middle + 1 } else { high = middle }
        }
        return low < openTimes.count && openTimes[low] == openTime ? low - first : nil
    }

    /// Puts a corrected candle in the place of the closed one with the same open time.
    /// - Returns: `false` if no such candle is kept.
    @discardableResult
    public mutating func correct(_ candle: Candle) -> Bool {
        guard let index = index(of: candle.openTime) else { return false }
        let at = first + index
        (opens[at], highs[at], lows[at], closes[at]) = (candle.open, candle.high, candle.low, candle.close)
        (volumes[at], trades[at]) = (candle.volume, candle.trades)
        return true
    }

    /// Forgets all candles, and keeps the memory for others.
    public mutating func removeAll() {
        forming = nil
        first = openTimes.count
        compact()
    }

    private mutating func reserveColumns() {
        let places = capacity + slack
        openTimes.reserveCapacity(places)
        opens.reserveCapacity(places)
        highs.reserveCapacity(places)
        lows.reserveCapacity(places)
        closes.reserveCapacity(places)
        volumes.reserveCapacity(places)
        trades.reserveCapacity(places)
    }

    private mutating func compact() {
        openTimes.removeFirst(first)
        opens.removeFirst(first)
        highs.removeFirst(first)
        lows.removeFirst(first)
        closes.removeFirst(first)
        volumes.removeFirst(first)
        trades.removeFirst(first)
        first = 0
    }
}

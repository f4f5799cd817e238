import WickMarket

/// Keeps the candles of many series and hands what changes to subscribers.
///
/// A synchronous subscriber is called on the core, between two messages, and must be brief. An asynchronous one reads a
/// ``CandleSubscription`` of its own, which never makes the core wait.
public struct CandleRouter: Sendable {
    /// A callback for a series' candles: the candle, whether it is closed, and the index of its series.
    public typealias Handler = @Sendable (CandleNews) -> Void

    private struct Subscriber: Sendable {
        let id: Int
        let series: Int?
        let handler: Handler
        /// Whether the reader of an asynchronous subscription has let it go.
        var isGone: @Sendable () -> Bool = { false }
        var end: @Sendable () -> Void = {}
    }

    /// The series by index.
    public private(set) var keys: [SeriesKey] = []
    /// The candles of each series, by its index.
    public internal(set) var buffers: [CandleSeries] = []
    /// Whether anyone listens; asked before news is made.
    public var hasSubscribers: Bool { !subscribers.isEmpty }

    private var subscribers: [Subscriber] = []
    private var lastID = 0

    /// A router without series.
    public init() {}

    /// Adds a series with room for so many closed candles; its index is the number of series before.
    public mutating func add(_ key: SeriesKey, capacity: Int) {
        keys.append(key)
        buffers.append(CandleSeries(capacity: capacity))
    }

    /// Puts a new series in the place of one that was removed.
    public mutating func replace(_ series: Int, with key: SeriesKey, capacity: Int) {
        keys[series] = key
        buffers[series] = CandleSeries(capacity: capacity)
    }

    /// Forgets the candles of a series, and ends what is subscribed of it alone. Its index stays, for another one.
    public mutating func clear(_ series: Int) {
        buffers[series] = CandleSeries(capacity: 1)
        for subscriber in subscribers where subscriber.series == series { subscriber.end() }
        subscribers.removeAll { $0.series == series }
    }

    /// The newest candle of a series: the forming one, or else the last closed one; `nil` before the first.
    public func latest(_ series: Int) -> Candle? { buffers[series].forming ?? buffers[series].last }

    /// Adds a closed candle to its series. Candles come in order.
    public mutating func append(_ candle: Candle, to series: Int) { buffers[series].append(candle) }

    /// Replaces the forming candle of a series, unless a newer one is known.
    public mutating func update(forming candle: Candle, of series: Int) { buffers[series].update(forming: candle) }

    /// Calls `handler` for each news of one series, or of all.
    /// - Returns: what to give to ``unsubscribe(_:)``.
    public mutating func subscribe(series: Int? = nil, _ handler: @escaping Handler) -> Int {
        lastID += 1
        add(Subscriber(id: lastID, series: series, handler: handler))
        return lastID
    }

    /// A stream of one series' news, or of all; it ends when the subscription is let go.
    /// - Parameter series: the index of one series; `nil` is all of them.
    /// - Parameter closedMax: how many closed candles may wait for the reader; beyond, its stream ends with an error.
    public mutating func subscribe(series: Int? = nil, closedMax: Int = 10_000) -> (id: Int, CandleSubscription) {
        let subscription = CandleSubscription(closedMax: closedMax)
        lastID += 1
        add(
            Subscriber(
                id: lastID, series: series, handler: { [weak subscription] in subscription?.offer($0) },
                isGone: { [weak subscription] in subscription == nil },
                end: { [weak subscription] in subscription?.finish() }))
        return (lastID, subscription)
    }

    private mutating func add(_ subscriber: Subscriber) {
        subscribers.removeAll { $0.isGone() }
        subscribers.append(subscriber)
    }

    /// Calls the handler no more; an asynchronous subscription ends after what waits in it.
    public mutating func unsubscribe(_ id: Int) {
        guard let place = subscribers.firstIndex(where: { $0.id == id }) else { return }
        subscribers.remove(at: place).end()
    }

    /// Ends every stream, and calls no handler any more.
    public mutating func finish() {
        for subscriber in subscribers { subscriber.end() }
        subscribers.removeAll()
    }

    /// Tells the subscribers of a series.
    public func publish(_ news: CandleNews) {
        for subscriber in subscribers where subscriber.series == nil || subscriber.series == news.series {
            subscriber.handler(news)
        }
    }
}

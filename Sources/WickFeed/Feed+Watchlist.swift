import WickMarket

// What is watched, changed at run time: the other series do not notice.
extension Feed {
    /// The most symbols watched.
    public static let symbolsMax = 3_000
    /// How long a subscribed series may be silent before it is shown all the same: its history and its forming candle are
    /// there.
    static let switchPatience: Duration = .seconds(2)
    /// How long the list of symbols is good, and how soon it is asked for again after a failure.
    static let symbolListLife: Duration = .seconds(3600), symbolListPause: Duration = .seconds(5)

    /// Watches one more symbol, at the end of the watchlist: asks for its rules and its history, and subscribes it.
    /// - Returns: `false`, and nothing changes, if it is watched, or as many are as can be.
    @discardableResult
    public mutating func add(_ symbol: Symbol, now: ContinuousClock.Instant) -> Bool {
        guard !isStopped, watchlist.count < Self.symbolsMax, !watchlist.contains(where: { $0.symbol == symbol })
        else { return false }
        isChanged = true
        let frames = [timeframe] + (nextTimeframe.map { [$0] } ?? [])
        let numbers = addSeries(frames.map { SeriesKey(symbol: symbol, timeframe: $0) }, now: now)
        watchlist.append(WatchedSymbol(symbol: symbol, series: numbers[0], successor: numbers.dropFirst().first))
        proceed(now: now)
        return true
    }

    /// Watches a symbol no more, and forgets its candles.
    /// - Returns: `false` if it was not watched.
    @discardableResult
    public mutating func remove(_ symbol: Symbol, now: ContinuousClock.Instant) -> Bool {
        let gone = watchlist.filter { $0.symbol == symbol }
        guard !isStopped, !gone.isEmpty else { return false }
        isChanged = true
        watchlist.removeAll { $0.symbol == symbol }
        removeSeries(gone.map(\.series) + gone.compactMap(\.successor), now: now)
        completeSwitchIfReady(now: now)
        proceed(now: now)
        return true
    }

    /// Puts a symbol at another place of the watchlist, 0 being the first; one beyond the end is the last.
    public mutating func move(_ symbol: Symbol, to place: Int) {
        guard let from = watchlist.firstIndex(where: { $0.symbol == symbol }) else { return }
        watchlist.insert(watchlist.remove(at: from), at: min(max(0, place), watchlist.count))
    }

    /// Shows all symbols in another timeframe, as soon as each has its history and its stream. Until then the present one
    /// goes on; asked for again with the present one, the switch is called off.
    public mutating func setTimeframe(_ wanted: Timeframe, now: ContinuousClock.Instant) {
        guard !isStopped, wanted != nextTimeframe ?? timeframe else { return }
        isChanged = true
        removeSeries(watchlist.compactMap(\.successor), now: now)
        for place in watchlist.indices { watchlist[place].successor = nil }
        nextTimeframe = nil
        if wanted != timeframe {
            nextTimeframe = wanted
            let numbers = addSeries(
                watchlist.map { SeriesKey(symbol: $0.symbol, timeframe: wanted) }, now: now)
            for (place, number) in numbers.enumerated() { watchlist[place].successor = number }
        }
        completeSwitchIfReady(now: now)
        proceed(now: now)
    }

    /// Lets the new timeframe take the place of the present one once each of its series is ready.
    mutating func completeSwitchIfReady(now: ContinuousClock.Instant) {
        guard let next = nextTimeframe, watchlist.allSatisfy({ isReady($0.successor, now: now) }) else { return }
        let old = watchlist.map(\.series)
        for place in watchlist.indices {
            watchlist[place].series = watchlist[place].successor ?? watchlist[place].series
            watchlist[place].successor = nil
        }
        (timeframe, nextTimeframe) = (next, nil)
        removeSeries(old, now: now)
        events.append(.timeframe(next))
        proceed(now: now)
    }

    private func isReady(_ successor: Int?, now: ContinuousClock.Instant) -> Bool {
        guard let successor, series[successor].unavailable == nil else { return true }
        guard series[successor].isSettled, let subscribedAt = series[successor].subscribedAt else { return false }
        let hasData = series[successor].lastMessageAt.map { $0 >= subscribedAt } ?? false
        return hasData || subscribedAt.duration(to: now) >= Self.switchPatience
    }

    /// Asks for the exchange's symbols, unless they are known well enough: see ``symbolList``.
    public mutating func wantSymbolList(now: ContinuousClock.Instant) {
        let age = symbolListAt.map { $0.duration(to: now) } ?? .zero
        switch symbolList {
        case .unasked: break
        case .fetching: return
        case .known: guard age >= Self.symbolListLife else { return }
        case .failed: guard age >= Self.symbolListPause else { return }
        }
        guard !isStopped, requests.add(.symbolList, notBefore: now) else { return }
        // An old list is better than none while a new one is on its way.
        if case .known = symbolList {} else { symbolList = .fetching }
        sendRequests(now: now)
    }

    // MARK: Series

    private mutating func addSeries(_ keys: [SeriesKey], now: ContinuousClock.Instant) -> [Int] {
        var table = decoder.table
        let numbers = keys.map { table.insert($0) }
        decoder = MessageDecoder(exchange: exchange, table: table)
        for (number, key) in zip(numbers, keys) {
            if number == series.count {
                series.append(SeriesRecord(key: key))
                router.add(key, capacity: settings.bufferSize)
            } else {
                series[number] = SeriesRecord(key: key)
                router.replace(number, with: key, capacity: settings.bufferSize)
            }
            assignShard(to: number)
            events.append(.added(series: number, key))
        }
        learnRules(of: numbers, now: now)
        for number in numbers where series[number].isServed {
            if clock.told != nil { requests.add(.warmUp(series: number), notBefore: now) }
            join(number, now: now)
        }
        return numbers
    }

    /// What is known of a symbol holds in each timeframe; what is not is asked for.
    private mutating func learnRules(of numbers: [Int], now: ContinuousClock.Instant) {
        var known: [Symbol: Int] = [:]
        for entry in watchlist where series[entry.series].instrument != nil || !series[entry.series].isServed {
            known[entry.symbol] = entry.series
        }
        var unknown: [Int] = []
        for number in numbers {
            guard let sibling = known[series[number].key.symbol] else {
                unknown.append(number)
                continue
            }
            if let instrument = series[sibling].instrument { setInstrument(instrument, of: number) }
            if let reason = series[sibling].unavailable { setUnavailable(number, reason, now: now) }
        }
        if unknown.count == 1 { requests.add(.instrument(series: unknown[0]), notBefore: now) }
        if unknown.count > 1, !requests.add(.instruments, notBefore: now) {
            // The question under way may not name them.
            for number in unknown { requests.add(.instrument(series: number), notBefore: now) }
        }
    }

    private mutating func removeSeries(_ numbers: [Int], now: ContinuousClock.Instant) {
        guard !numbers.isEmpty else { return }
        let gone = Set(numbers)
        var table = decoder.table
        for number in numbers { table.remove(series[number].key) }
        decoder = MessageDecoder(exchange: exchange, table: table)
        events.removeAll { $0.series.map(gone.contains) ?? false }
        for number in numbers {
            let key = series[number].key
            for purpose in RequestPurpose.all(of: number) {
                requests.abandon(purpose)
                decoding = decoding.filter { $0.value.purpose != purpose }
            }
            ledgerOfRemoved = ledgerOfRemoved + series[number].ledger
            series[number] = SeriesRecord(key: key)
            series[number].isRemoved = true
            router.clear(number)
            events.append(.removed(series: number))
        }
        for index in connections.indices { leave(gone, index) }
        for shard in shards.indices where shards[shard].series.contains(where: gone.contains) {
            shards[shard].series.removeAll(where: gone.contains)
            if shards[shard].series.isEmpty { release(shard: shard, now: now) }
        }
    }

    /// Ends the subscriptions of series on a connection.
    private mutating func leave(_ gone: Set<Int>, _ index: Int) {
        connections[index].toSubscribe.removeAll(where: gone.contains)
        connections[index].awaitingFirst.subtract(gone)
        let subscribed = connections[index].subscribed.intersection(gone)
        connections[index].subscribed.subtract(subscribed)
        connections[index].toUnsubscribe.append(contentsOf: subscribed.sorted().map { series[$0].key })
    }

    private mutating func proceed(now: ContinuousClock.Instant) {
        isNamingDue = true
        subscribeAll(now: now)
        sendRequests(now: now)
        refreshStatus(now: now)
    }
}

extension FeedEvent {
    /// The series that it tells the candles or the rules of.
    fileprivate var series: Int? {
        switch self {
        case .closed(let closed): closed.series
        case .corrected(let series, _): series
        case .repaired(let report): report.series
        case .instrument(let series, _): series
        case .status, .notice, .added, .removed, .timeframe, .banned: nil
        }
    }
}

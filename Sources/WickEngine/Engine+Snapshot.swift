import WickFeed
import WickMarket
import WickStrategy

// What is on view, worked out when it is asked for: previews cost nothing while nobody looks.
extension Engine {
    /// A snapshot of what `request` has in view; whatever it asks for, what there is of it.
    ///
    /// - Parameters:
    ///   - request: what is in view.
    ///   - feed: its router has the engine's series, at the same indices.
    ///   - ranking: the series in the order of `request`, where that is known from ``ranking(_:of:)``.
    ///   - exchange: its name for people.
    ///   - mode: what one is looking at.
    ///   - timeframe: the timeframe watched.
    ///   - logShown: the number of the newest record that may be shown: one that is not on disk yet is not.
    ///   - journalTrouble: what hinders the journal, in words.
    ///   - recordingTrouble: what hinders a recording, or is missing from it, in words.
    ///   - now: the moment that ages are told of.
    public func snapshot(
        _ request: SnapshotRequest, of feed: some FeedView, ranking: [Int]? = nil, exchange: String, mode: MonitorMode,
        timeframe: Timeframe, logShown: Int, journalTrouble: String?, recordingTrouble: String? = nil,
        now: ContinuousClock.Instant
    ) -> Snapshot {
        let order = ranking ?? self.ranking(request.order, of: feed)
        let places = request.rows.clamped(to: 0..<order.count)
        let selected = order.first { tracks[$0].key == request.selected } ?? sibling(of: request.selected, in: order)
        let newest = min(max(0, logShown), logNewest)
        let matches = matches(request.logFilter, newest: newest)
        var snapshot = Snapshot(
            exchange: exchange, mode: mode, status: feed.status, exchangeTime: feed.exchangeTime,
            dataAge: feed.lastDataAt.map { $0.duration(to: now) }, timeframe: timeframe, seriesCount: order.count,
            rows: places.map { row(order[$0], closeCount: request.closeCount, of: feed, now: now) },
            firstRow: places.lowerBound, order: request.order,
            selectedRow: selected.flatMap { order.firstIndex(of: $0) },
            selected: selected.map { selectedSeries($0, candleCount: request.candleCount, of: feed, now: now) },
            log: page(request, newest: newest), logNewest: newest, logMatches: matches.count,
            logMatchNewest: matches.newest, ledger: feed.totalLedger, journalTrouble: journalTrouble,
            recordingTrouble: recordingTrouble, nextTimeframe: feed.nextTimeframe,
            symbolList: request.wantsSymbolList ? feed.symbolList : .unasked)
        snapshot.logFilter = request.logFilter
        if request.hasConnections { snapshot.connections = feed.connectionReports(now: now) }
        snapshot.equity = risk.settings.baseAccountSize
        snapshot.riskPerTrade = risk.settings.baseAccountSize * risk.settings.defaultRiskPerTrade
        return snapshot
    }

    /// The series of the same symbol, whose timeframe may have been switched since; or else the first.
    private func sibling(of key: SeriesKey?, in order: [Int]) -> Int? {
        order.first { tracks[$0].key.symbol == key?.symbol } ?? order.first
    }

    private func row(
        _ series: Int, closeCount: Int, of feed: some FeedView, now: ContinuousClock.Instant
    ) -> SymbolRow {
        let track = tracks[series]
        let buffer = feed.router.buffers[series]
        let latest = buffer.forming ?? buffer.last
        let readings = outlook(series, buffer)?.readings
        return SymbolRow(
            key: track.key, state: feed.state(of: series, now: now), priceDigits: priceDigits(series, buffer),
            last: latest?.close, changeShort: buffer.changeShort(track.key.timeframe),
            changeDay: buffer.change(over: CandleSeries.day, track.key.timeframe),
            turnover: buffer.turnover(over: CandleSeries.day, track.key.timeframe),
            closes: buffer.newestCloses(closeCount),
            readings: readings ?? IndicatorReadings(of: latest ?? .none, candles: 0),
            age: feed.lastMessage(of: series).map { $0.duration(to: now) },
            lastSignalSide: track.lastRecord?.signal.side, lastSignalTime: track.lastRecord?.openTime,
            ledger: feed.ledger(of: series))
    }

    private func selectedSeries(
        _ series: Int, candleCount: Int, of feed: some FeedView, now: ContinuousClock.Instant
    ) -> SelectedSeries {
        let track = tracks[series]
        let buffer = feed.router.buffers[series]
        let instrument = feed.instrument(of: series)
        let outlook = outlook(series, buffer)
        return SelectedSeries(
            key: track.key, state: feed.state(of: series, now: now), baseAsset: instrument?.baseAsset ?? "",
            quoteAsset: instrument?.quoteAsset ?? "", priceDigits: priceDigits(series, buffer),
            sizeDigits: sizeDigits(series, buffer), candles: candles(series, buffer, count: candleCount),
            forming: buffer.forming, outlook: outlook, rules: outlook.map { track.strategy.rules(for: $0) } ?? [],
            scale: track.strategy.scale, lastRecord: track.lastRecord, ledger: feed.ledger(of: series))
    }

    private func candles(_ series: Int, _ buffer: CandleSeries, count: Int) -> [CandleRow] {
        (0..<min(max(0, count), buffer.count)).reversed().map {
            tracks[series].history.row(fromNewest: $0, in: buffer)
        }
    }

    /// What the strategy would say if the forming candle closed now; without one, what it said last.
    func outlook(_ series: Int, _ buffer: CandleSeries) -> Decision? {
        let track = tracks[series]
        guard let forming = buffer.forming, let last = buffer.last,
            forming.openTime == track.key.timeframe.next(after: last.openTime)
        else { return track.lastDecision }
        return track.strategy.preview(forming: forming, in: buffer)
    }

    // MARK: Digits after the point: of the exchange's steps, or else as many as the newest candles need.

    private static let digitsMax = 8

    private func priceDigits(_ series: Int, _ buffer: CandleSeries) -> Int {
        tracks[series].rules.priceDigits ?? digits(of: \.close, buffer)
    }

    private func sizeDigits(_ series: Int, _ buffer: CandleSeries) -> Int {
        tracks[series].rules.sizeDigits ?? digits(of: \.volume, buffer)
    }

    private func digits(of value: (Candle) -> Double, _ buffer: CandleSeries) -> Int {
        var digits: Int?
        func note(_ candle: Candle) { digits = max(digits ?? 0, ShortestDecimal(value(candle)).fractionDigits) }
        for index in max(0, buffer.count - 20)..<buffer.count { note(buffer[index]) }
        if let forming = buffer.forming { note(forming) }
        return min(digits ?? 2, Self.digitsMax)
    }
}

extension Candle {
    /// Stands where there is no candle yet; only its readings, all undefined, are looked at.
    fileprivate static let none = Candle(
        openTime: Timestamp(milliseconds: 0), open: 0, high: 0, low: 0, close: 0, volume: 0)
}

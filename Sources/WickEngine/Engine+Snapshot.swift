import WickFeed
import WickMarket
import WickStrategy

// What is on view, worked out when it is asked for: previews cost nothing while nobody looks.
extension Engine {
    /// A snapshot of what `request` has in view.
    ///
    /// - Parameter logShown: the newest record that may be shown: one that is not on disk yet is not.
    public func snapshot(
        _ request: SnapshotRequest, of feed: some FeedView, exchange: String, mode: MonitorMode, timeframe: Timeframe,
        logShown: Int, journalTrouble: String?, now: ContinuousClock.Instant
    ) -> Snapshot {
        let rows = request.rows.clamped(to: 0..<tracks.count)
        let selected = tracks.firstIndex { $0.key == request.selected } ?? (tracks.isEmpty ? nil : 0)
        return Snapshot(
            exchange: exchange, mode: mode, status: feed.status, exchangeTime: feed.exchangeTime,
            dataAge: feed.lastDataAt.map { $0.duration(to: now) }, timeframe: timeframe, seriesCount: tracks.count,
            rows: rows.map { row($0, of: feed, now: now) }, firstRow: rows.lowerBound,
            selected: selected.map { selectedSeries($0, candleCount: request.candleCount, of: feed, now: now) },
            log: page(request, newest: min(logShown, logNewest)), logNewest: min(logShown, logNewest),
            ledger: feed.totalLedger, journalTrouble: journalTrouble)
    }

    private func page(_ request: SnapshotRequest, newest: Int) -> [SignalRecord] {
        guard let first = log.first, request.logCount > 0 else { return [] }
        let end = min(request.logEnd ?? newest, newest)
        let start = max(first.number, end - request.logCount + 1)
        return start > end ? [] : Array(log[(start - first.number)...(end - first.number)])
    }

    private func row(_ series: Int, of feed: some FeedView, now: ContinuousClock.Instant) -> SymbolRow {
        let track = tracks[series]
        let buffer = feed.router.buffers[series]
        let latest = buffer.forming ?? buffer.last
        let readings = outlook(series, buffer)?.readings
        let (change, span) = change(to: latest, in: buffer, of: track.key.timeframe)
        return SymbolRow(
            key: track.key, state: feed.state(of: series, now: now), priceDigits: digits(series, buffer).price,
            last: latest?.close, change: change, changeSpan: span,
            readings: readings ?? IndicatorReadings(of: latest ?? .none, candles: 0),
            age: feed.lastMessage(of: series).map { $0.duration(to: now) },
            lastSignalSide: track.lastRecord?.signal.side, lastSignalTime: track.lastRecord?.openTime)
    }

    private func selectedSeries(
        _ series: Int, candleCount: Int, of feed: some FeedView, now: ContinuousClock.Instant
    ) -> SelectedSeries {
        let track = tracks[series]
        let buffer = feed.router.buffers[series]
        let instrument = feed.instrument(of: series)
        let outlook = outlook(series, buffer)
        let (priceDigits, sizeDigits) = digits(series, buffer)
        return SelectedSeries(
            key: track.key, state: feed.state(of: series, now: now), baseAsset: instrument?.baseAsset ?? "",
            quoteAsset: instrument?.quoteAsset ?? "", priceDigits: priceDigits, sizeDigits: sizeDigits,
            candles: candles(series, buffer, count: candleCount), forming: buffer.forming, outlook: outlook,
            rules: outlook.map { track.strategy.rules(for: $0) } ?? [], ledger: feed.ledger(of: series))
    }

    private func candles(_ series: Int, _ buffer: CandleSeries, count: Int) -> [CandleRow] {
        let wanted = min(max(0, count), buffer.count)
        return (0..<wanted).reversed().map { back in
            let candle = buffer[buffer.count - 1 - back]
            if let row = tracks[series].history.row(fromNewest: back, candle: candle) { return row }
            let reason = Decision.Outcome.noSignal(.insufficientData)
            let readings = IndicatorReadings(of: candle, candles: 0)
            return CandleRow(
                candle: candle, decision: Decision(openTime: candle.openTime, outcome: reason, readings: readings))
        }
    }

    /// What the strategy would say if the forming candle closed now; without one, what it said last.
    private func outlook(_ series: Int, _ buffer: CandleSeries) -> Decision? {
        let track = tracks[series]
        guard let forming = buffer.forming, let last = buffer.last,
            forming.openTime == track.key.timeframe.next(after: last.openTime)
        else { return track.lastDecision }
        return track.strategy.preview(forming: forming, in: buffer)
    }

    /// The change of the price over 24 h, or as far back as candles are kept.
    private func change(
        to latest: Candle?, in buffer: CandleSeries, of timeframe: Timeframe
    ) -> (fraction: Double?, span: Duration) {
        guard let latest, !buffer.isEmpty else { return (nil, .zero) }
        let inADay = Int(86_400_000 / timeframe.milliseconds)
        let back = min(inADay, buffer.count)
        let reference = buffer[buffer.count - back]
        let span = latest.openTime.milliseconds(since: reference.openTime) + timeframe.milliseconds
        return (latest.close / reference.open - 1, .milliseconds(span))
    }

    /// Digits after the point: of the exchange's steps, or else as many as the newest candles need.
    private func digits(_ series: Int, _ buffer: CandleSeries) -> (price: Int, size: Int) {
        let rules = tracks[series].rules
        if let price = rules.priceDigits, let size = rules.sizeDigits { return (price, size) }
        let newest = (max(0, buffer.count - 20)..<buffer.count).map { buffer[$0] } + (buffer.forming.map { [$0] } ?? [])
        let price = newest.map { ShortestDecimal($0.close).fractionDigits }.max() ?? 2
        let size = newest.map { ShortestDecimal($0.volume).fractionDigits }.max() ?? 2
        return (rules.priceDigits ?? min(price, 8), rules.sizeDigits ?? min(size, 8))
    }
}

extension Candle {
    /// Stands where there is no candle yet; only its readings, all undefined, are looked at.
    fileprivate static let none = Candle(
        openTime: Timestamp(milliseconds: 0), open: 0, high: 0, low: 0, close: 0, volume: 0)
}

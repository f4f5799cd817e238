import WickMarket

// What there is to see of a feed.
extension Feed: FeedView {
    public var order: [Int] { watchlist.map(\.series) }

    /// The index of a series, or `nil` if it is not watched.
    public func index(of key: SeriesKey) -> Int? { decoder.table.index(of: key) }

    /// The newest time that the exchange has told; `nil` before it told any.
    public var exchangeTime: Timestamp? { clock.told }

    /// What the exchange says of a series' symbol; `nil` before it was asked.
    public func instrument(of series: Int) -> Instrument? { self.series[series].instrument }

    /// The account of one series.
    public func ledger(of series: Int) -> Ledger { self.series[series].ledger }

    /// The account of all series together.
    public var totalLedger: Ledger { series.reduce(into: ledgerOfRemoved) { $0 = $0 + $1.ledger } }

    /// When the last message of a series came.
    public func lastMessage(of series: Int) -> ContinuousClock.Instant? { self.series[series].lastMessageAt }

    /// Where a series stands.
    public func state(of index: Int, now: ContinuousClock.Instant) -> SeriesState {
        let record = series[index]
        if let reason = record.unavailable { return .unavailable(reason) }
        if !record.sequencer.isWarm { return .warmingUp }
        if record.sequencer.missing != nil { return .repairing }
        if case .halted(let word)? = record.instrument?.status { return .halted(word) }
        guard let last = record.lastMessageAt else { return .waiting }
        if record.watch.isQuiet { return .live }
        return last.duration(to: now) > settings.staleAfter * 4 ? .stale : .live
    }
}

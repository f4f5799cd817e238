import WickMarket

/// What the feed knows of one series beside its candles.
struct SeriesRecord: Sendable {
    let key: SeriesKey
    var sequencer: SeriesSequencer
    /// The index of the shard whose connection brings it.
    var shard = 0
    /// Whether it is watched no more, and its index is free.
    var isRemoved = false
    /// When its subscription was sent last, on a connection that stands.
    @FixedOptional var subscribedAt: ContinuousClock.Instant? = nil
    var instrument: Instrument?
    /// Why there is no data of it, in the exchange's words.
    var unavailable: String?
    var hasTriedWarmUp = false
    /// History collected so far, oldest first, while more of it is fetched.
    var history: [RESTCandle] = []
    /// The exchange's clock when the newest page of it was asked for.
    var historyAsked: Timestamp?
    @FixedOptional var lastMessageAt: ContinuousClock.Instant? = nil
    /// The newest stamp of the stream's messages.
    var lastStamp = Timestamp(milliseconds: .min)
    var watch = SilenceWatch()
    var ledger = Ledger()

    init(key: SeriesKey) {
        self.key = key
        sequencer = SeriesSequencer(timeframe: key.timeframe)
    }

    /// Whether data of it is wanted and to be had.
    var isServed: Bool { unavailable == nil && !isRemoved }

    /// Why it brings nothing, or hardly anything, in the exchange's words; `nil` if all is as it should be.
    var trouble: String? {
        if let unavailable { return unavailable }
        if case .halted(let word)? = instrument?.status { return word }
        return nil
    }

    /// Whether it may be subscribed: its history is there, or could not be had at the first try.
    var isSettled: Bool { sequencer.isWarm || hasTriedWarmUp || unavailable != nil }
}

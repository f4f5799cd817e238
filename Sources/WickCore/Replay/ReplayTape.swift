import WickArchive
import WickEngine
import WickFeed
import WickMarket

/// Something recorded that can be played, one event after the other, through an engine.
public protocol ReplayTape: AnyObject {
    /// The series, in the order of the engine's.
    var keys: [SeriesKey] { get }
    /// What there is to see of it at the moment.
    var view: any FeedView { get }
    /// The timeframe on view, where it may change; `nil` where it does not.
    var timeframe: Timeframe? { get }
    /// Whether closed candles may come again with other values.
    var mayBeCorrected: Bool { get }
    /// What its own clock shows, for ages; `nil` if it has none.
    var clock: ContinuousClock.Instant? { get }
    /// When the next event happened; `nil` after the last.
    var nextTime: Timestamp? { get }
    /// How much of it was read, 0 to 1.
    var progress: Double { get }
    /// What there is to say of it beside its candles, at its end.
    var notes: [String] { get }

    /// Whether the next event lies on the way to a time of the exchange, which may be another than that of the recording.
    func leads(to target: Timestamp) -> Bool
    /// Finds the first event, and tells the state, if there is one.
    func begin(_ tell: (CoreEvent) -> Void) throws(ArchiveError)
    /// Plays the next event, if there is one, and finds the one after it.
    /// - Parameters:
    ///   - engine: what decides on the candles.
    ///   - now: the present, for the ages of a tape without a clock of its own.
    ///   - tell: is told everything that happens.
    /// - Throws: what hinders reading on; all before that was played.
    func playNext(
        _ engine: inout Engine, now: ContinuousClock.Instant, _ tell: (CoreEvent) -> Void
    ) throws(ArchiveError)
    /// Tells how it has ended.
    /// - Parameters:
    ///   - error: what hinders reading on, or `nil` at the end.
    ///   - tell: is told the last state.
    func end(_ error: ArchiveError?, _ tell: (CoreEvent) -> Void)
}

import WickEngine
import WickFeed

/// Keeps the order of the watchlist for a moment: rows that changed places with every picture could not be read, and
/// looking at every series costs more than a picture does.
struct RankingKeeper: Sendable {
    /// How long an order stands.
    private static let patience = Duration.seconds(1)

    private var ranking: [Int] = []
    /// The watched series, as they were when it was made.
    private var watched: [Int] = []
    private var order = WatchOrder.configured
    private var dueAt: ContinuousClock.Instant?

    /// The series in an order, as it was at most a second ago; `nil` as configured.
    mutating func ranking(
        _ order: WatchOrder, _ engine: Engine, _ feed: some FeedView, now: ContinuousClock.Instant
    ) -> [Int]? {
        guard order != .configured else { return nil }
        let isFresh = order == self.order && watched == feed.order && dueAt.map { now < $0 } ?? false
        if !isFresh {
            ranking = engine.ranking(order, of: feed)
            (self.order, watched, dueAt) = (order, feed.order, now + Self.patience)
        }
        return ranking
    }
}

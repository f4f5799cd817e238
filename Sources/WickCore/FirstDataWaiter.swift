import WickMarket
import WickNetwork

/// Somebody waits for the first candle of a series.
struct FirstDataWaiter {
    let id: Int
    let series: Int
    let continuation: CheckedContinuation<Candle?, Never>
    let timer: LoopTimer
}

extension MonitorCore {
    /// The newest candle of a series, as soon as there is one.
    /// - Returns: `nil` if none came in time or before the core was stopped, or if the series is not watched.
    public func firstCandle(of key: SeriesKey, within patience: Duration) async -> Candle? {
        guard let series = index(of: key) else { return nil }
        if let candle = feed.router.latest(series) { return candle }
        if phase == .stopped { return nil }
        return await withCheckedContinuation { continuation in
            let id = (waiters.last?.id ?? 0) + 1
            let timer = loop.setTimer(at: loop.now + patience) {
                self.assumeIsolated { $0.answerWaiters { $0.id == id } }
            }
            waiters.append(FirstDataWaiter(id: id, series: series, continuation: continuation, timer: timer))
        }
    }

    /// Answers those waiters that are chosen with what there is.
    func answerWaiters(_ isDue: (FirstDataWaiter) -> Bool) {
        let due = waiters.filter(isDue)
        waiters.removeAll(where: isDue)
        for waiter in due {
            waiter.timer.cancel()
            waiter.continuation.resume(returning: feed.router.latest(waiter.series))
        }
    }
}

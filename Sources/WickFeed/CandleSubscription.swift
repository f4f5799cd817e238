import Collections
import Synchronization
import WickMarket

/// A subscriber's own bounded queue of candle news, read as an asynchronous sequence by one reader.
///
/// Of each series at most one forming update waits: a newer one replaces it, and ``skipped`` counts those. Closed candles
/// are never dropped: a reader that lets more than `closedMax` of them pile up is ended with
/// ``SubscriptionError/tooSlow(waiting:)`` once it has read what is there.
public final class CandleSubscription: AsyncSequence, Sendable {
    /// The news of the router.
    public typealias Element = CandleNews

    private struct State {
        var queue: Deque<CandleNews> = []
        var closedCount = 0
        var skipped = 0
        var isOverrun = false
        var isFinished = false
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let closedMax: Int

    init(closedMax: Int) { self.closedMax = closedMax }

    /// Forming updates that the reader did not see because newer ones came before it looked.
    public var skipped: Int { state.withLock { $0.skipped } }

    func offer(_ news: CandleNews) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isFinished, !state.isOverrun else { return nil }
            if news.isClosed {
                guard state.closedCount < closedMax else {
                    state.isOverrun = true
                    return state.reader.take()
                }
                state.closedCount += 1
            } else if let place = state.queue.lastIndex(where: { $0.series == news.series }),
                !state.queue[place].isClosed
            {
                state.queue[place] = news
                state.skipped += 1
                return state.reader.take()
            }
            state.queue.append(news)
            return state.reader.take()
        }
        reader?.resume()
    }

    /// Ends the sequence after what is queued.
    public func finish() {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.isFinished = true
            return state.reader.take()
        }
        reader?.resume()
    }

    public func makeAsyncIterator() -> Iterator { Iterator(subscription: self) }

    /// Reads the queue.
    public struct Iterator: AsyncIteratorProtocol {
        let subscription: CandleSubscription

        /// The next news; `nil` after ``CandleSubscription/finish()`` or when the task is cancelled.
        /// - Throws: ``SubscriptionError/tooSlow(waiting:)``.
        public mutating func next() async throws(SubscriptionError) -> CandleNews? {
            try await subscription.next()
        }
    }

    private func next() async throws(SubscriptionError) -> CandleNews? {
        while !Task.isCancelled {
            switch poll() {
            case .news(let news): return news
            case .ended: return nil
            case .overrun: throw .tooSlow(waiting: closedMax)
            case .empty:
                await withTaskCancellationHandler {
                    await withCheckedContinuation { park($0) }
                } onCancel: {
                    state.withLock { $0.reader.take() }?.resume()
                }
            }
        }
        return nil
    }

    private enum Poll { case news(CandleNews), empty, ended, overrun }

    private func poll() -> Poll {
        state.withLock { state in
            if let news = state.queue.popFirst() {
                if news.isClosed { state.closedCount -= 1 }
                return .news(news)
            }
            if state.isOverrun { return .overrun }
            return state.isFinished ? .ended : .empty
        }
    }

    /// Waits for the next offer, unless one came, or the task was cancelled, since the queue was seen empty.
    private func park(_ reader: CheckedContinuation<Void, Never>) {
        let mustWait = state.withLock { state in
            guard state.queue.isEmpty, !state.isFinished, !state.isOverrun, !Task.isCancelled else { return false }
            state.reader = reader
            return true
        }
        if !mustWait { reader.resume() }
    }
}

/// Why a subscription ended.
public enum SubscriptionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// So many closed candles waited that the queue was full.
    case tooSlow(waiting: Int)

    public var description: String {
        switch self {
        case .tooSlow(let waiting): "the subscriber let \(waiting) closed candles wait; it is ended, none was dropped"
        }
    }
}

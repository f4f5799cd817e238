import Collections
import Synchronization
import WickMarket

/// A subscriber's own bounded queue of candle news, read as an asynchronous sequence by one reader.
///
/// Of each series at most one forming update waits: newer news of that series takes its place, and ``skipped`` counts
/// those. Closed candles are never dropped: a reader that lets more than `closedMax` of them pile up is ended with
/// ``SubscriptionError/tooSlow(waiting:)`` once it has read what is there.
public final class CandleSubscription: AsyncSequence, Sendable {
    /// The news of the router.
    public typealias Element = CandleNews

    private struct State {
        var queue: Deque<CandleNews> = []
        /// How many have left the queue: the place of its first.
        var taken = 0
        /// Where the forming update of a series waits, counted from the first news ever.
        var forming: [Int: Int] = [:]
        var closedCount = 0
        var skipped = 0
        var isOverrun = false
        var isFinished = false
        var reader: CheckedContinuation<Void, Never>?

        mutating func add(_ news: CandleNews) {
            if news.isClosed { closedCount += 1 }
            if let place = forming[news.series] {
                queue[place - taken] = news
                skipped += 1
                if news.isClosed { forming[news.series] = nil }
            } else {
                if !news.isClosed { forming[news.series] = taken + queue.count }
                queue.append(news)
            }
        }

        mutating func takeFirst() -> CandleNews? {
            guard let news = queue.popFirst() else { return nil }
            taken += 1
            if news.isClosed { closedCount -= 1 } else { forming[news.series] = nil }
            return news
        }
    }

    private let state = Mutex(State())
    private let closedMax: Int

    init(closedMax: Int) { self.closedMax = closedMax }

    /// Forming updates that the reader did not see because newer ones came before it looked.
    public var skipped: Int { state.withLock { $0.skipped } }

    func offer(_ news: CandleNews) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isFinished, !state.isOverrun else { return nil }
            if news.isClosed, state.closedCount == closedMax {
                state.isOverrun = true
            } else {
                state.add(news)
            }
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
            if let news = state.takeFirst() { return .news(news) }
            if state.isOverrun { return .overrun }
            return state.isFinished ? .ended : .empty
        }
    }

    /// Waits for the next offer, unless one came, or the task was cancelled, since the queue was seen empty.
    private func park(_ reader: CheckedContinuation<Void, Never>) {
        let mustWait = state.withLock { state in
            guard state.queue.isEmpty, !state.isFinished, !state.isOverrun, !Task.isCancelled else { return false }
            precondition(state.reader == nil, "a subscription has one reader")
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

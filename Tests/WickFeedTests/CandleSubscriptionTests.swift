import Testing
import WickMarket

@testable import WickFeed

struct CandleSubscriptionTests {
    private func news(_ series: Int, _ index: Int, close: Double = 100, isClosed: Bool) throws -> CandleNews {
        CandleNews(
            series: series, key: SeriesKey(symbol: try Symbol("S\(series)"), timeframe: .oneMinute),
            candle: candle(index, close: close), isClosed: isClosed)
    }

    @Test("of forming updates only the newest waits, and the others are counted")
    func conflation() async throws {
        let subscription = CandleSubscription(closedMax: 10)
        subscription.offer(try news(0, 0, close: 1, isClosed: false))
        subscription.offer(try news(1, 0, close: 5, isClosed: false))
        subscription.offer(try news(0, 0, close: 2, isClosed: false))
        subscription.offer(try news(0, 0, close: 3, isClosed: true))
        subscription.offer(try news(0, 1, close: 4, isClosed: false))
        #expect(subscription.skipped == 2)
        var iterator = subscription.makeAsyncIterator()
        #expect(try await iterator.next() == news(0, 0, close: 3, isClosed: true))
        #expect(try await iterator.next() == news(1, 0, close: 5, isClosed: false))
        subscription.offer(try news(0, 1, close: 6, isClosed: false))
        #expect(try await iterator.next() == news(0, 1, close: 6, isClosed: false))
        #expect(subscription.skipped == 3)
    }

    @Test("closed candles are all read, in order, whatever forms between them")
    func closedNeverDropped() async throws {
        let subscription = CandleSubscription(closedMax: 100)
        for index in 0..<100 {
            subscription.offer(try news(0, index, isClosed: false))
            subscription.offer(try news(0, index, isClosed: true))
        }
        subscription.finish()
        var opened: [Timestamp] = []
        for try await update in subscription where update.isClosed { opened.append(update.candle.openTime) }
        #expect(opened == (0..<100).map { minute($0) })
    }

    @Test("a reader that lets too many wait reads those, and then an error")
    func overrun() async throws {
        let subscription = CandleSubscription(closedMax: 2)
        for index in 0..<4 { subscription.offer(try news(0, index, isClosed: true)) }
        var iterator = subscription.makeAsyncIterator()
        #expect(try await iterator.next()?.candle == candle(0))
        #expect(try await iterator.next()?.candle == candle(1))
        subscription.offer(try news(0, 4, isClosed: true))
        await #expect(throws: SubscriptionError.tooSlow(waiting: 2)) { try await iterator.next() }
    }

    @Test("ends after finish, with what came before")
    func finish() async throws {
        let subscription = CandleSubscription(closedMax: 2)
        subscription.offer(try news(0, 0, isClosed: true))
        subscription.finish()
        subscription.offer(try news(0, 1, isClosed: true))
        var iterator = subscription.makeAsyncIterator()
        #expect(try await iterator.next()?.candle == candle(0))
        #expect(try await iterator.next() == nil)
    }

    @Test("a waiting reader gets what is offered, and is let go by finish")
    func waiting() async throws {
        let subscription = CandleSubscription(closedMax: 10)
        let reader = Task {
            var seen: [CandleNews] = []
            for try await update in subscription { seen.append(update) }
            return seen
        }
        for index in 0..<10 { subscription.offer(try news(0, index, isClosed: true)) }
        subscription.finish()
        let seen = try await reader.value
        #expect(seen.map(\.candle.openTime) == (0..<10).map { minute($0) })
    }

    @Test("a cancelled reader ends")
    func cancellation() async throws {
        let subscription = CandleSubscription(closedMax: 10)
        let reader = Task {
            var iterator = subscription.makeAsyncIterator()
            return try await iterator.next()
        }
        reader.cancel()
        #expect(try await reader.value == nil)
    }
}

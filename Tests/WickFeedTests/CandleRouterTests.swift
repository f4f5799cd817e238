import Synchronization
import Testing
import WickFeed
import WickMarket
import WickTestKit

struct CandleRouterTests {
    @Test("a cleared series has no candles, and ends what is subscribed of it alone; another takes its place")
    func clear() async throws {
        var router = CandleRouter()
        let keys = try ["AUSDT", "BUSDT"].map { SeriesKey(symbol: try Symbol($0), timeframe: .oneMinute) }
        router.add(keys[0], capacity: 3)
        router.append(candle(1), to: 0)
        let (one, all) = (router.subscribe(series: 0).1, router.subscribe().1)
        router.clear(0)
        #expect(router.buffers[0].isEmpty && router.latest(0) == nil)
        for try await news in one { Issue.record("\(news)") }
        router.replace(0, with: keys[1], capacity: 3)
        #expect(router.keys == [keys[1]] && router.buffers[0].capacity == 3)
        router.publish(CandleNews(series: 0, key: keys[1], candle: candle(2), isClosed: true))
        router.finish()
        var told: [SeriesKey] = []
        for try await news in all { told.append(news.key) }
        #expect(told == [keys[1]])
    }

    private final class Heard: Sendable {
        private let list = Mutex<[CandleNews]>([])
        var news: [CandleNews] { list.withLock { $0 } }
        func add(_ news: CandleNews) { list.withLock { $0.append(news) } }
    }

    private var router = CandleRouter()
    private let keys: [SeriesKey]

    init() throws {
        keys = [
            SeriesKey(symbol: try Symbol("AUSDT"), timeframe: .oneMinute),
            SeriesKey(symbol: try Symbol("BUSDT"), timeframe: .oneMinute),
        ]
        for key in keys { router.add(key, capacity: 3) }
    }

    private func news(_ series: Int, _ index: Int, isClosed: Bool = true) -> CandleNews {
        CandleNews(series: series, key: keys[series], candle: candle(index), isClosed: isClosed)
    }

    @Test("keeps the newest candles of each series")
    mutating func keeps() {
        for index in 0..<5 { router.append(candle(index), to: 1) }
        #expect(router.latest(0) == nil)
        #expect(router.latest(1) == candle(4))
        #expect(router.buffers[1].count == 3)
    }

    @Test("calls subscribers of a series and of all, in order, until they unsubscribe")
    mutating func callbacks() {
        let (one, all) = (Heard(), Heard())
        #expect(!router.hasSubscribers)
        let id = router.subscribe(series: 1) { one.add($0) }
        _ = router.subscribe { all.add($0) }
        for update in [news(0, 0), news(1, 0), news(1, 1, isClosed: false)] { router.publish(update) }
        #expect(one.news == [news(1, 0), news(1, 1, isClosed: false)])
        #expect(all.news.count == 3)
        router.unsubscribe(id)
        router.unsubscribe(id)
        router.publish(news(1, 2))
        #expect(one.news.count == 2)
        #expect(all.news.last == news(1, 2))
    }

    @Test("a reader that goes away is forgotten")
    mutating func letGo() {
        var subscription: CandleSubscription? = router.subscribe(series: 0).1
        #expect(router.hasSubscribers)
        #expect(subscription != nil)
        subscription = nil
        router.publish(news(0, 0))
        router.unsubscribe(router.subscribe { _ in })
        #expect(!router.hasSubscribers)
    }

    @Test("unsubscribing ends a reader's sequence after what waits")
    mutating func unsubscribeReader() async throws {
        let (id, subscription) = router.subscribe(series: 0, closedMax: 10)
        router.publish(news(0, 0))
        router.publish(news(1, 0))
        router.unsubscribe(id)
        var iterator = subscription.makeAsyncIterator()
        #expect(try await iterator.next() == news(0, 0))
        #expect(try await iterator.next() == nil)
    }

    @Test("finishing ends every sequence after what waits, and calls no handler any more")
    mutating func finishing() async throws {
        let (_, subscription) = router.subscribe(closedMax: 10)
        router.publish(news(0, 0))
        router.finish()
        router.publish(news(0, 1))
        var iterator = subscription.makeAsyncIterator()
        #expect(try await iterator.next() == news(0, 0))
        #expect(try await iterator.next() == nil)
        #expect(!router.hasSubscribers)
    }
}

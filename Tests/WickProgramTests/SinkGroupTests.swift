import Foundation
import Testing
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickRisk
import WickSinks
import WickStrategy
import WickTestKit

@testable import wick

struct SinkGroupTests {
    private static func signal(_ number: Int, _ key: SeriesKey) -> CoreEvent {
        let candle = CandleMaker.candle(number)
        return .signal(
            SignalRecord(
                number: number, key: key, openTime: candle.openTime,
                signal: Signal(side: .long, entry: 100, stopDistance: 1, targetDistance: 2, atr: 1),
                readings: IndicatorReadings(of: candle, candles: 30),
                verdict: .refused(Refusal(rule: .minNotional, detail: "too small")), isLate: false))
    }

    @Test("a sink is told of a signal once it is on disk, and of what came behind it after that")
    func waitsForTheJournal() throws {
        let key = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute)
        let sink = try Sink(
            SinkSetup(.command(["cat"])), network: NetworkOptions(), keepsErrors: false, report: { _ in })
        let group = SinkGroup([sink])
        func expect(_ delivered: Int) throws {
            let end = ContinuousClock.now + .seconds(40)
            while sink.account.delivered < delivered, ContinuousClock.now < end { usleep(5_000) }
            try #require(sink.account.delivered == delivered)
        }
        group.take(.status(FeedStatus(state: .live, detail: ""), nil))
        try expect(1)
        group.take(Self.signal(1, key))
        group.take(.status(FeedStatus(state: .stale, detail: ""), nil))
        group.take(Self.signal(2, key))
        #expect(sink.account.delivered == 1)
        group.journalled(upTo: 1, hasTrouble: false)
        try expect(3)
        group.openGate()
        try expect(4)
        group.stop(at: .now + .seconds(10))
        group.waitForEnd(until: .now + .seconds(20))
        #expect(sink.account.missed == 0)
    }
}

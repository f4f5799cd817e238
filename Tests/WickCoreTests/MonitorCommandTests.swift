import Testing
import WickCore
import WickEngine
import WickFeed
import WickMarket

/// What the screen may change of a running core, against the simulated exchange on loopback.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct MonitorCommandTests {
    @Test("a symbol added at run time gets history, candles and signals; removed again, it is gone")
    func addsAndRemoves() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        let added = SeriesKey(symbol: try Symbol("SOLUSDT"), timeframe: .oneMinute)
        await fixture.core.show(SnapshotRequest(selected: added, logCount: 0))
        await fixture.core.start()
        await fixture.events.until { $0.closed.count { $0.0.source == .stream } >= 4 }
        fixture.core.send(.add(added.symbol))
        fixture.core.send(.move(added.symbol, to: 0))
        await fixture.events.until { $0.closed.count { $0.1 == added && $0.0.source == .stream } >= 3 }
        let snapshot = await fixture.mailbox.next { $0.selected?.key == added && $0.rows.first?.key == added }
        #expect(snapshot?.seriesCount == 3 && snapshot?.rows.count == 3)
        #expect((snapshot?.selected?.candles.count ?? 0) >= 49)

        let news = await fixture.core.news(of: added)
        fixture.core.send(.remove(added.symbol))
        let after = await fixture.mailbox.next { $0.seriesCount == 2 }
        #expect(after?.rows.map(\.key) == fixture.keys && after?.selected?.key == fixture.keys[0])
        for try await _ in news {}
        #expect(await fixture.core.candles(added) == nil)
        let count = fixture.events.all.closed.count
        await fixture.events.until { $0.closed.count > count + 4 }
        #expect(fixture.events.all.closed.dropFirst(count).allSatisfy { $0.1 != added })
        await fixture.end()
        await exchange.stop()
        for key in fixture.keys + [added] {
            let times = fixture.events.all.closed.filter { $0.1 == key }.map(\.0.candle.openTime.milliseconds)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 60_000 }, "\(key) without a gap")
        }
    }

    @Test("the timeframe is switched without a gap, and the same symbol stays selected")
    func switchesTimeframe() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        let threeMinutes = fixture.keys.map { SeriesKey(symbol: $0.symbol, timeframe: .threeMinutes) }
        await fixture.core.show(SnapshotRequest(selected: fixture.keys[1], candleCount: 5))
        await fixture.core.start()
        await fixture.events.until { $0.closed.count { $0.0.source == .stream } >= 4 }
        fixture.core.send(.setTimeframe(.threeMinutes))
        let snapshot = await fixture.mailbox.next { $0.timeframe == .threeMinutes }
        #expect(snapshot?.rows.map(\.key) == threeMinutes && snapshot?.selected?.key == threeMinutes[1])
        #expect(snapshot?.nextTimeframe == nil && snapshot?.selected?.candles.count == 5)
        await fixture.events.until { $0.closed.count { $0.1 == threeMinutes[0] && $0.0.source == .stream } >= 3 }
        await fixture.end()
        await exchange.stop()
        for key in threeMinutes {
            let times = fixture.events.all.closed.filter { $0.1 == key }.map(\.0.candle.openTime.milliseconds)
            #expect(times.count > 50 && zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 180_000 })
        }
    }

    @Test("the exchange's symbols are in the snapshots when they are wanted")
    func listsSymbols() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.start()
        await fixture.core.show(SnapshotRequest(wantsSymbolList: true))
        let snapshot = await fixture.mailbox.next { if case .known = $0.symbolList { true } else { false } }
        guard case .known(let symbols) = snapshot?.symbolList else {
            Issue.record("no list")
            return
        }
        #expect(symbols.count == 4 && symbols.contains { $0.symbol.name == "BTCUSDT" && $0.status == .trading })
        #expect(symbols.allSatisfy { ($0.tickSize ?? 0) > 0 && $0.quoteAsset == "USDT" })
        await fixture.core.show(SnapshotRequest())
        #expect(await fixture.mailbox.next()?.symbolList == .unasked)
        await fixture.end()
        await exchange.stop()
    }

    @Test("a symbol that the exchange does not have stands there with the reason; a wrong timeframe changes nothing")
    func refusals() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.show(SnapshotRequest())
        fixture.core.send(.add(try Symbol("TOOSOONUSDT")))
        await fixture.core.start()
        await fixture.events.until { $0.closed.count { $0.0.source == .stream } >= 2 }
        fixture.core.send(.add(try Symbol("NONEUSDT")))
        let snapshot = await fixture.mailbox.next {
            if case .unavailable = $0.rows.last?.state { true } else { false }
        }
        #expect(snapshot?.rows.count == 3 && snapshot?.rows.last?.state == .unavailable("unknown symbol"))
        let count = fixture.events.all.closed.count
        await fixture.events.until { $0.closed.count > count + 2 }
        await fixture.end()
        fixture.core.send(.add(try Symbol("TOOLATEUSDT")))
        await exchange.stop()
    }
}

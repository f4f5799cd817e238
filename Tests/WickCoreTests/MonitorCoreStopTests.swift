import Testing
import WickEngine
import WickFeed
import WickMarket

@testable import WickCore

/// Stopping takes less than a second, whatever the peer does.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct MonitorCoreStopTests {
    /// What the clock may show for that second where other tests have the machine's attention for a moment.
    private static let patience = Duration.seconds(10)

    @Test("what it waits for takes less than a second together")
    func limits() { #expect(MonitorCore.goodbyeMax + MonitorCore.journalMax < Self.patience) }

    private func seconds(_ body: () async -> Void) async -> Duration {
        let start = ContinuousClock.now
        await body()
        return start.duration(to: .now)
    }

    @Test("from a peer that answers, it goes at once")
    func politePeer() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.start()
        await fixture.events.until { $0.closed.count > 110 }
        #expect(await seconds { await fixture.core.stop() } < Self.patience)
        let count = fixture.events.all.count
        await fixture.core.stop()
        #expect(fixture.events.all.count == count && fixture.events.all.states.last == .stopped)
        await fixture.end()
        await exchange.stop()
    }

    @Test("from a peer that says nothing more", arguments: [false, true])
    func mutePeer(acceptsHandshakes: Bool) async throws {
        let peer = try MutePeer(acceptsHandshakes: acceptsHandshakes)
        defer { peer.stop() }
        let fixture = try CoreFixture(port: peer.port)
        await fixture.core.start()
        if acceptsHandshakes {
            await fixture.events.until { events in
                events.contains { if case .notice(let notice) = $0 { notice.text.hasSuffix(": open") } else { false } }
            }
        }
        let (core, key) = (fixture.core, fixture.keys[0])
        let waiting = Task { await core.firstCandle(of: key, within: .seconds(50)) }
        let news = await core.news()
        let time = await seconds {
            let first = Task { await core.stop() }
            await core.stop()
            await first.value
        }
        #expect(time < Self.patience)
        #expect(await waiting.value == nil, "who waits is answered")
        for try await item in news { Issue.record("\(item)") }
        await fixture.end()
    }

    @Test("a first candle that does not come is nil when the time is up")
    func timeOut() async throws {
        let peer = try MutePeer(acceptsHandshakes: false)
        defer { peer.stop() }
        let fixture = try CoreFixture(port: peer.port)
        await fixture.core.start()
        #expect(await fixture.core.firstCandle(of: fixture.keys[0], within: .milliseconds(50)) == nil)
        #expect(await fixture.core.firstCandle(of: fixture.keys[1], within: .zero) == nil)
        await fixture.end()
        #expect(await fixture.core.firstCandle(of: fixture.keys[0], within: .seconds(50)) == nil, "stopped")
    }

    @Test("before the start, it never starts")
    func beforeStart() async throws {
        let peer = try MutePeer(acceptsHandshakes: true)
        defer { peer.stop() }
        let fixture = try CoreFixture(port: peer.port)
        await fixture.core.stop()
        await fixture.core.start()
        #expect(await fixture.core.status.state == .stopped)
        await fixture.end()
        #expect(peer.handshakes.withLock { $0 } == 0)
    }

    @Test("a refused connection is told, and stopping meanwhile is quick")
    func nobodyThere() async throws {
        let fixture = try CoreFixture(port: 1)
        await fixture.core.show(SnapshotRequest())
        await fixture.core.start()
        await fixture.events.until { $0.states.contains(.reconnecting) }
        let snapshot = await fixture.mailbox.next { $0.status.state == .reconnecting }
        #expect((snapshot?.status.attempt ?? 0) >= 1 && snapshot?.status.retryAt != nil)
        #expect(await seconds { await fixture.core.stop() } < Self.patience)
        await fixture.end()
    }
}

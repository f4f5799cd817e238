import Testing
import WickMarket

@testable import WickFeed

/// Bans, of this run and of one before.
struct FeedBanTests {
    private func bench(_ change: (inout FeedSettings) -> Void = { _ in }) -> FeedBench {
        var exchange = TestExchange()
        exchange.restURL = "https://rest.test"
        return FeedBench(exchange: exchange, settings: FeedBench.settings(change), wallClock: minute(870))
    }

    private func bans(_ bench: FeedBench) -> [Ban] {
        bench.told().compactMap { if case .banned(let ban) = $0 { ban } else { nil } }
    }

    @Test("a refused handshake bars both hosts, and says until when and by whom")
    func refusedHandshake() {
        let bench = bench()
        bench.begin()
        _ = bench.told()
        bench.refuse(1, 418, retryAfter: 120)
        #expect(
            bans(bench) == [
                Ban(host: "exchange.test:80", until: minute(872), status: 418, reason: "HTTP 418: "),
                Ban(host: "rest.test", until: minute(872), status: 418, reason: "HTTP 418: "),
            ])
        #expect(bench.feed.status.state == .reconnecting)
        #expect(bench.feed.status.detail == "banned until 14:32 UTC by exchange.test:80 (HTTP 418: )")
    }

    @Test(
        "what a request is told bars requests, and a ban connects too",
        arguments: [(429, ["rest.test"]), (403, ["rest.test"]), (418, ["exchange.test:80", "rest.test"])])
    func refusedRequest(status: Int, hosts: [String]) {
        let bench = bench()
        bench.begin()
        bench.answer("time", status, "")
        #expect(bans(bench).map(\.host) == hosts)
    }

    @Test("a ban of an earlier run is obeyed by connects and requests, told at once, and then over")
    func earlierBan() {
        let bench = bench()
        let known = ["exchange.test:80", "rest.test"].map {
            Ban(host: $0, until: minute(872), status: 418, reason: "HTTP 418: enough")
        }
        bench.feed.obey(known, now: bench.now)
        bench.begin()
        #expect(bench.feed.status.state == .reconnecting)
        #expect(bench.feed.status.detail == "banned until 14:32 UTC by exchange.test:80 (HTTP 418: enough)")
        bench.wait(.milliseconds(119_900))
        #expect(bench.done() == [])
        bench.wait(.milliseconds(100))
        #expect(Set(bench.done()).isSuperset(of: ["open 1", "get time"]))
    }

    @Test("only the hosts that are meant are left alone, and only as long as a ban can be")
    func otherBans() {
        let bench = bench()
        bench.feed.obey(
            [
                Ban(host: "elsewhere.test", until: minute(900), status: 418, reason: ""),
                Ban(host: "exchange.test:80", until: minute(869), status: 418, reason: "over"),
                Ban(host: "rest.test", until: minute(1_000_000), status: 429, reason: "for ever"),
            ], now: bench.now)
        bench.begin()
        #expect(bench.done().filter { $0.hasPrefix("open") || $0.hasPrefix("get") } == ["open 1"])
        #expect(bench.feed.requests.isBlocked(now: start + .seconds(3 * 86_400 - 1)))
        #expect(!bench.feed.requests.isBlocked(now: start + .seconds(3 * 86_400)))
    }

    @Test(
        "the host of an address has its port, and nothing else",
        arguments: [
            ("https://API.binance.com/api/v3", "api.binance.com"), ("ws://127.0.0.1:8080?x", "127.0.0.1:8080"),
            ("wss://[::1]:9443/ws", "[::1]:9443"), ("nothing", ""),
        ])
    func hosts(url: String, host: String) { #expect(Ban.host(of: url) == host) }

    @Test("an end on another day has its date")
    func words() {
        let ban = Ban(host: "a.test", until: minute(1500), status: 429, reason: "HTTP 429: slow down")
        #expect(ban.words(now: minute(0)).hasPrefix("told to wait until 2024-03-05 01:00 UTC by a.test (HTTP 429"))
    }
}

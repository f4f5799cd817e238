import Testing

@testable import WickSimulator

struct StreamAddressTests {
    private func address(_ target: String, _ venue: SimulatedVenue = .binance) -> StreamAddress? {
        StreamAddress(
            target: RequestTarget(target), venue: venue, offersMicroseconds: VenueRules(venue).offersMicroseconds)
    }

    @Test("reads raw and combined addresses")
    func readsAddresses() {
        #expect(address("/ws") == StreamAddress(route: .all, isCombined: false, names: [], unit: .milliseconds))
        #expect(address("/ws/a@x/b@y")?.names == ["a@x", "b@y"])
        #expect(address("/stream") == StreamAddress(route: .all, isCombined: true, names: [], unit: .milliseconds))
        #expect(address("/stream?streams=a@x/b@y")?.names == ["a@x", "b@y"])
        #expect(address("/stream?streams=a%40x%2Fb%40kline_1d%40%2B08:00")?.names == ["a@x", "b@kline_1d@+08:00"])
        #expect(address("/ws/%E5%B8%81usdt@kline_1m")?.names == ["币usdt@kline_1m"])
    }

    @Test(
        "knows no other place",
        arguments: ["/", "/ws/", "/stream/", "/streams", "/WS", "/market/ws", "/api/v3/ping", ""])
    func refusesPlaces(target: String) {
        #expect(address(target) == nil)
    }

    @Test("gives microseconds where the venue does", arguments: ["MICROSECOND", "microsecond"])
    func microseconds(unit: String) {
        #expect(address("/ws/a?timeUnit=\(unit)")?.unit == .microseconds)
        #expect(address("/stream?streams=a&timeUnit=\(unit)")?.unit == .microseconds)
        #expect(address("/ws/a?timeUnit=MILLISECOND")?.unit == .milliseconds)
        #expect(address("/ws/a?timeUnit=\(unit)", .binanceUS)?.unit == .milliseconds)
    }

    @Test(
        "keeps the futures' klines to their route",
        arguments: [
            ("/market/stream?streams=a", .market), ("/market/ws/a", .market), ("/public/ws/a", .withoutKlines),
            ("/public/stream", .withoutKlines), ("/ws/a", .withoutKlines), ("/stream?streams=a", .withoutKlines),
        ] as [(String, StreamAddress.Route)])
    func futuresRoutes(target: String, route: StreamAddress.Route) {
        #expect(address(target, .binanceUSDM)?.route == route)
    }

    @Test("serves no private streams", arguments: ["/private/ws/key", "/market", "/market/", "/market/market/ws"])
    func noPrivateRoute(target: String) {
        #expect(address(target, .binanceUSDM) == nil)
    }

    @Test("takes malformed escapes for what they are", arguments: ["%", "%4", "%zz", "%%"])
    func malformedEscapes(text: String) {
        #expect(RequestTarget("/x?a=\(text)").value(of: "a") == text)
    }

    @Test(
        "knows the names of kline streams, and leaves others silent",
        arguments: [
            ("btcusdt@kline_1m", true), ("btcusdt@kline_12h", true), ("BTCUSDT@kline_1m", false),
            ("btcusdt@kline_1M", false),
            ("btcusdt@kline_7m", false), ("btcusdt@kline_1d@+08:00", false), ("btcusdt@trade", false),
            ("btcusdt", false),
            ("@kline_1m", false), ("!miniTicker@arr", false), ("", false),
        ])
    func streamNames(name: String, isKline: Bool) {
        #expect((StreamName(name) != nil) == isKline)
    }
}

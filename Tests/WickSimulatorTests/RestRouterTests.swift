import Testing

@testable import WickSimulator

struct RestRouterTests {
    private let now = MarketFixture.start + 90_000

    private func reply(
        _ target: String, _ venue: SimulatedVenue = .binance, method: String = "GET", unit: TimeUnit = .milliseconds,
        market: (any Market)? = nil
    ) -> RestReply {
        var router = RestRouter(venue: venue, rules: VenueRules(venue), market: market ?? MarketFixture.seeded())
        let request = RestRequest(method: method, target: RequestTarget(target), unit: unit)
        return router.answer(request, elapsed: .zero, now: now)
    }

    private func body(_ reply: RestReply) -> String { String(decoding: reply.body, as: UTF8.self) }

    private func rows(_ reply: RestReply) throws -> [[JSONValue]] {
        guard case .array(let rows) = try JSONParser.value(of: reply.body) else { return [] }
        return rows.compactMap { if case .array(let row) = $0 { row } else { nil } }
    }

    @Test(
        "refuses with the documented codes",
        arguments: [
            ("/api/v3/klines?interval=1m", -1102), ("/api/v3/klines?symbol=BTCUSDT", -1102),
            ("/api/v3/klines?symbol=&interval=1m", -1105), ("/api/v3/klines?symbol=BTCUSDT&interval=", -1105),
            ("/api/v3/klines?symbol=btcusdt&interval=1m", -1100), ("/api/v3/klines?symbol=NOPE&interval=1m", -1121),
            ("/api/v3/klines?symbol=BTCUSDT&interval=7m", -1120), ("/api/v3/klines?symbol=BTCUSDT&interval=1M", -1120),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=x", -1100),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=-1", -1100),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=", -1105),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=0", -1130),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1.5", -1100),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=99999999999999999999", -1100),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&timeZone=99", -1130),
            ("/api/v3/klines?symbol=BTCUSDT&symbol=ETHUSDT&interval=1m", -1101),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m&foo=1", -1104), ("/api/v3/ping?x=1", -1104),
            ("/api/v3/exchangeInfo?symbol=NOPE", -1121), ("/api/v3/exchangeInfo?symbol=btc", -1100),
            ("/api/v3/exchangeInfo?symbols=[%22BTCUSDT%22,%22NOPE%22]", -1121),
            ("/api/v3/exchangeInfo?symbols=BTCUSDT", -1100), ("/api/v3/exchangeInfo?symbols=[]", -1102),
            ("/api/v3/exchangeInfo?symbol=BTCUSDT&symbols=[%22BTCUSDT%22]", -1128),
            ("/api/v3/exchangeInfo?symbol=BTCUSDT&symbolStatus=TRADING", -1128),
            ("/api/v3/exchangeInfo?symbolStatus=DEAD", -1122),
        ])
    func refuses(target: String, code: Int) {
        let reply = reply(target)
        #expect(reply.status == 400)
        #expect(body(reply).hasPrefix(#"{"code":\#(code),"msg":""#), "\(body(reply))")
    }

    @Test(
        "knows no other paths, and no orders",
        arguments: ["/", "/api/v3", "/api/v3/order", "/api/v3/account", "/api/v1/klines", "/fapi/v1/ping", "/ws/a"])
    func notFound(target: String) {
        #expect(reply(target).status == 404)
        #expect(reply("/api/v3/ping", method: "POST").status == 404)
        #expect(reply("/api/v3/ping", .binanceUSDM).status == 404)
    }

    @Test("tells the time, in the unit asked for")
    func time() {
        #expect(body(reply("/api/v3/time")) == #"{"serverTime":\#(now)}"#)
        #expect(body(reply("/api/v3/time", unit: .microseconds)) == #"{"serverTime":\#(now)000}"#)
        #expect(body(reply("/api/v3/time", .binanceUS, unit: .microseconds)) == #"{"serverTime":\#(now)}"#)
        #expect(body(reply("/api/v3/ping")) == "{}")
    }

    @Test("gives 500 klines, as many as asked for, or the most there are")
    func klineLimits() throws {
        let path = "/api/v3/klines?symbol=BTCUSDT&interval=1m"
        #expect(try rows(reply(path)).count == 500)
        #expect(try rows(reply(path + "&limit=3")).count == 3)
        #expect(try rows(reply(path + "&limit=5000")).count == 1000)
        let futures = "/fapi/v1/klines?symbol=BTCUSDT&interval=1m"
        #expect(try rows(reply(futures + "&limit=1500", .binanceUSDM)).count == 1500)
        #expect(body(reply(futures + "&limit=1501", .binanceUSDM)).hasPrefix(#"{"code":-1130"#))
        #expect(body(reply(futures + "&startTime=2&endTime=1", .binanceUSDM)).hasPrefix(#"{"code":-1023"#))
        #expect(body(reply(path + "&startTime=2&endTime=1")) == "[]")
    }

    @Test("has no rows at times beyond all bounds", arguments: ["startTime=\(Int64.max)", "endTime=0&startTime=1"])
    func boundlessTimes(times: String) {
        for zone in ["", "&timeZone=14", "&timeZone=-12:00"] {
            #expect(body(reply("/api/v3/klines?symbol=BTCUSDT&interval=1d&\(times)\(zone)")) == "[]")
        }
        #expect(body(reply("/api/v3/klines?symbol=BTCUSDT&interval=1d&endTime=0&timeZone=14")) != "[]")
        #expect(reply("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=2&endTime=\(Int64.max)").status == 200)
    }

    @Test("writes a row as documented: twelve places, prices as strings in the order open, high, low, close")
    func klineRow() throws {
        let all = try rows(reply("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=2"))
        let kline = try #require(try MarketFixture.minutes(1, of: "BTCUSDT", in: MarketFixture.seeded()).first)
        func decimal(_ value: JSONValue) -> Double? { if case .string(let text) = value { Double(text) } else { nil } }
        #expect(all.count == 2 && all.allSatisfy { $0.count == 12 })
        #expect(all[0][0] == .number("\(kline.openTime)") && all[0][6] == .number("\(kline.closeTime)"))
        #expect(all[0][1...5].map(decimal) == [kline.open, kline.high, kline.low, kline.close, kline.volume.double])
        #expect(decimal(all[0][7]) == kline.quoteVolume.double && all[0][8] == .number("\(kline.trades)"))
        #expect(decimal(all[0][9]) == kline.takerVolume.double)
        #expect(decimal(all[0][10]) == kline.takerQuoteVolume.double && all[0][11] == .string("0"))
        #expect(all[1][0] == .number("\(kline.openTime + 60_000)"))  // the running one
    }

    @Test("writes rows in microseconds where the venue does")
    func microseconds() throws {
        let path = "/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1&endTime=\(MarketFixture.start)"
        let row = try #require(try rows(reply(path, unit: .microseconds)).first)
        #expect(
            row[0] == .number("\(MarketFixture.start)000") && row[6] == .number("\(MarketFixture.start + 59_999)999"))
    }

    @Test("has klines of a second on the one venue that has them")
    func seconds() throws {
        #expect(try rows(reply("/api/v3/klines?symbol=BTCUSDT&interval=1s&limit=70")).count == 70)
        #expect(body(reply("/api/v3/klines?symbol=BTCUSDT&interval=1s", .binanceUS)).hasPrefix(#"{"code":-1120"#))
        #expect(body(reply("/fapi/v1/klines?symbol=BTCUSDT&interval=1s", .binanceUSDM)).hasPrefix(#"{"code":-1120"#))
    }

    @Test("has no klines of a symbol on a break")
    func symbolOnBreak() {
        #expect(body(reply("/api/v3/klines?symbol=MATICUSDT&interval=1m")) == "[]")
        #expect(body(reply("/api/v3/exchangeInfo?symbol=MATICUSDT")).contains(#""status":"BREAK""#))
    }

    @Test("lists symbols with their rules", arguments: SimulatedVenue.allCases)
    func exchangeInfo(venue: SimulatedVenue) throws {
        let path = venue == .binanceUSDM ? "/fapi/v1/exchangeInfo" : "/api/v3/exchangeInfo"
        guard case .object(let info) = try JSONParser.value(of: reply(path, venue).body),
            case .array(let symbols) = info["symbols"], case .object(let bitcoin) = symbols.first,
            case .array(let filters) = bitcoin["filters"]
        else {
            Issue.record("not the shape of exchangeInfo")
            return
        }
        #expect(symbols.count == 48 && info["serverTime"] == .number("\(now)"))
        #expect(bitcoin["symbol"] == .string("BTCUSDT") && bitcoin["status"] == .string("TRADING"))
        #expect(bitcoin["baseAsset"] == .string("BTC") && bitcoin["quoteAsset"] == .string("USDT"))
        let byKind = filters.reduce(into: [String: [String: JSONValue]]()) { byKind, filter in
            if case .object(let filter) = filter, case .string(let kind) = filter["filterType"] {
                byKind[kind] = filter
            }
        }
        let isFutures = venue == .binanceUSDM
        #expect(byKind["PRICE_FILTER"]?["tickSize"] == .string(isFutures ? "0.01" : "0.01000000"))
        #expect(byKind["LOT_SIZE"]?["stepSize"] == .string(isFutures ? "0.00001" : "0.00001000"))
        #expect(
            isFutures
                ? byKind["MIN_NOTIONAL"]?["notional"] == .string("5")
                : byKind["NOTIONAL"]?["minNotional"] == .string("5.00000000"))
    }

    @Test("chooses symbols by name, in the order of the listing, or by status")
    func chooses() {
        let two = body(reply("/api/v3/exchangeInfo?symbols=%5B%22ETHUSDT%22,%22BTCUSDT%22%5D"))
        #expect(two.split(separator: #"{"symbol":"#).count == 3)
        #expect(two.split(separator: #"{"symbol":""#)[1].hasPrefix("BTCUSDT"))
        let gone = body(reply("/api/v3/exchangeInfo?symbolStatus=BREAK"))
        #expect(gone.contains("MATICUSDT") && !gone.contains("BTCUSDT"))
    }

    @Test(
        "says how much weight is used",
        arguments: [
            ("/api/v3/ping", SimulatedVenue.binance, "1"), ("/api/v3/exchangeInfo", .binance, "20"),
            ("/api/v3/exchangeInfo", .binanceUS, "10"), ("/api/v3/klines?symbol=BTCUSDT&interval=1m", .binance, "2"),
            ("/api/v3/klines?symbol=BTCUSDT&interval=1m", .binanceUS, "1"),
            ("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=99", .binanceUSDM, "1"),
            ("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=499", .binanceUSDM, "2"),
            ("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1000", .binanceUSDM, "5"),
            ("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1001", .binanceUSDM, "10"),
            ("/api/v3/klines", .binance, "1"),
        ])
    func weights(target: String, venue: SimulatedVenue, weight: String) {
        #expect(reply(target, venue).headers.first { $0.name == "X-MBX-USED-WEIGHT-1M" }?.value == weight)
    }

    @Test("answers 429 with Retry-After over budget, and 418 to who goes on")
    func overBudget() {
        var rules = VenueRules(.binance)
        (rules.weightPerMinute, rules.refusalsBeforeBan) = (2, 1)
        var router = RestRouter(venue: .binance, rules: rules, market: MarketFixture.seeded())
        let request = RestRequest(method: "GET", target: RequestTarget("/api/v3/ping"))
        let replies = (0..<5).map { router.answer(request, elapsed: .seconds(10 + $0), now: now) }
        #expect(replies.map(\.status) == [200, 200, 429, 418, 418])
        #expect(replies[2].headers.contains(.init(name: "Retry-After", value: "48")))
        #expect(replies[3].headers.contains(.init(name: "Retry-After", value: "120")))
        #expect(body(replies[2]).hasPrefix(#"{"code":-1003"#))
        #expect(body(replies[3]).contains("IP banned until \(now + 120_000)"))
    }
}

import Foundation
import Testing
import WickMarket

@testable import WickSimulator

/// Over real sockets on loopback.
struct SimulatedExchangeTests {
    private func options(_ change: (inout SimulatorOptions) -> Void = { _ in }) -> SimulatorOptions {
        var options = SimulatorOptions()
        options.market = .seeded(seed: 1, start: Timestamp(milliseconds: MarketFixture.start), symbolCount: 12)
        options.speed = .asFastAsRead
        change(&options)
        return options
    }

    /// Starts an exchange, lets a client work on it, and stops it.
    private func withExchange<Value: Sendable>(
        _ options: SimulatorOptions, rules change: (inout VenueRules) -> Void = { _ in },
        _ work: @escaping @Sendable (_ port: Int) throws -> Value
    ) async throws -> Value {
        var rules = VenueRules(options.venue)
        change(&rules)
        let exchange = SimulatedExchange(options: options, rules: rules)
        let port = try await exchange.start().port
        do {
            let value = try await LoopbackClient.offThread { try work(port) }
            await exchange.stop()
            return value
        } catch {
            await exchange.stop()
            throw error
        }
    }

    @Test("answers requests on a connection that stays open")
    func servesRequests() async throws {
        let bodies = try await withExchange(options()) { port in
            let client = try LoopbackClient(port: port)
            return try ["ping", "time", "klines?symbol=BTCUSDT&interval=1m&limit=1", "nope"].map {
                let answer = try client.get("/api/v3/\($0)")
                return answer.head.prefix(12) + " " + answer.body.prefix(16)
            }
        }
        #expect(
            bodies == [
                "HTTP/1.1 200 {}", #"HTTP/1.1 200 {"serverTime":17"#, "HTTP/1.1 200 [[1782863940000,",
                #"HTTP/1.1 404 {"code":-5000,"m"#,
            ])
    }

    @Test("sends raw payloads on /ws, wrapped ones on /stream, and changes that on demand")
    func wrapsPayloads() async throws {
        try await withExchange(options { $0.speed = .times(2000) }) { port in
            let raw = try LoopbackClient(port: port)
            #expect(try raw.handshake("/ws/btcusdt@kline_1m/ethusdt@kline_1m").hasPrefix("HTTP/1.1 101"))
            #expect(try raw.text().hasPrefix(#"{"e":"kline","E":178"#))
            let combined = try LoopbackClient(port: port)
            _ = try combined.handshake("/stream?streams=btcusdt@kline_1m")
            #expect(try combined.text().hasPrefix(#"{"stream":"btcusdt@kline_1m","data":{"e":"kline","E":"#))
            try combined.send(#"{"method":"SET_PROPERTY","params":["combined",false],"id":1}"#)
            while try combined.text() != #"{"result":null,"id":1}"# {}
            #expect(try combined.text().hasPrefix(#"{"e":"kline""#))
        }
    }

    @Test("subscribes and unsubscribes on a bare connection, and acknowledges names that nobody trades")
    func subscribes() async throws {
        try await withExchange(options { $0.speed = .times(2000) }) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/stream")
            try client.send(#"{"method":"SUBSCRIBE","params":["nope@kline_1m","btcusdt@kline_1m","x"],"id":1}"#)
            #expect(try client.text() == #"{"result":null,"id":1}"#)
            #expect(try client.text().hasPrefix(#"{"stream":"btcusdt@kline_1m""#))
            try client.send(#"{"method":"UNSUBSCRIBE","params":["btcusdt@kline_1m"],"id":2}"#)
            while try client.text() != #"{"result":null,"id":2}"# {}
            try client.send(#"{"method":"LIST_SUBSCRIPTIONS","id":3}"#)
            #expect(try client.text() == #"{"result":["nope@kline_1m","x"],"id":3}"#)  // and no kline before it
        }
    }

    @Test("keeps the futures' klines to the market route, and is mute elsewhere")
    func futuresRoutes() async throws {
        try await withExchange(options { ($0.venue, $0.speed) = (.binanceUSDM, .times(5000)) }) { port in
            let market = try LoopbackClient(port: port)
            let mute = try LoopbackClient(port: port)
            _ = try mute.handshake("/stream?streams=btcusdt@kline_1m")
            try mute.send(#"{"method":"SUBSCRIBE","params":["ethusdt@kline_1m"],"id":1}"#)
            _ = try market.handshake("/market/stream?streams=btcusdt@kline_1m")
            for _ in 0..<20 { #expect(try market.text().hasPrefix(#"{"stream":"btcusdt@kline_1m""#)) }
            try mute.send(#"{"method":"LIST_SUBSCRIPTIONS","id":2}"#)
            #expect(try mute.text() == #"{"result":null,"id":1}"#)
            #expect(try mute.text() == #"{"result":["btcusdt@kline_1m","ethusdt@kline_1m"],"id":2}"#)
        }
    }

    @Test("closes with 1008 after too many messages, pings included, which it answers before")
    func limitsMessages() async throws {
        try await withExchange(options()) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            try client.send(together: (1...6).map { ("p\($0)", $0 % 2 == 0 ? 9 : 10) })
            let frames = try (0..<3).map { _ in try client.frame() }
            #expect(frames.map(\.opcode) == [10, 10, 8])
            #expect(frames[0].text == "p2" && frames[1].text == "p4")
            #expect(frames[2].closeCode == 1008 && frames[2].text.hasSuffix("Too many requests"))
        }
    }

    @Test("pings, and closes when no pong comes")
    func pings() async throws {
        let rules: (inout VenueRules) -> Void = {
            ($0.pingInterval, $0.pongDeadline) = (.milliseconds(30), .milliseconds(100))
        }
        try await withExchange(options(), rules: rules) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            #expect(try client.frame() == .init(opcode: 9, payload: Array("1".utf8)))
            #expect(try client.closeCode() == 1008)
        }
    }

    @Test(
        "refuses what breaks the protocol",
        arguments: [("binary", 1003), ("not masked", 1002), ("not UTF-8", 1007), ("continuation", 1002)])
    func refusesBrokenFrames(what: String, code: Int) async throws {
        try await withExchange(options()) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            switch what {
            case "binary": try client.send("x", opcode: 2)
            case "not masked": try client.send("x", isMasked: false)
            case "continuation": try client.send("x", opcode: 0)
            default: try client.send([0xFF], opcode: 1)
            }
            #expect(try client.closeCode() == code)
        }
    }

    @Test("takes a message in fragments, and drops the connection over one that is too long")
    func fragments() async throws {
        try await withExchange(options()) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            try client.send(#"{"method":"LIST_SUB"#, isFinal: false)
            try client.send("", opcode: 9)
            try client.send(#"SCRIPTIONS","id":1}"#, opcode: 0)
            #expect(try client.frame().opcode == 10)
            #expect(try client.text() == #"{"result":[],"id":1}"#)
            try client.send(String(repeating: " ", count: 8001))
            #expect(throws: LoopbackClient.Failure.self) { try client.frame() }
        }
    }

    @Test("answers a close frame with its code, and says goodbye when it stops")
    func closes() async throws {
        let exchange = SimulatedExchange(options: options())
        let port = try await exchange.start().port
        let code = try await LoopbackClient.offThread {
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            try client.send([0x03, 0xE8], opcode: 8)
            return try client.closeCode()
        }
        #expect(code == 1000)
        let client = try await LoopbackClient.offThread {
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/ws")
            try client.send("", opcode: 9)
            #expect(try client.frame().opcode == 10)
            return client
        }
        await exchange.stop()
        #expect(await exchange.statistics() == nil)
        #expect(try await LoopbackClient.offThread { try client.closeCode() } == 1001)
    }

    @Test(
        "refuses handshakes: other places with 404, long lines with 414, a banned client with 418, a hasty one with 429"
    )
    func refusesHandshakes() async throws {
        let heads = try await withExchange(options(), rules: { $0.handshakesPer5Minutes = 3 }) { port in
            func head(_ target: String) throws -> String {
                String(try LoopbackClient(port: port).handshake(target).prefix(12))
            }
            return try [
                head("/nope"), head("/ws/" + String(repeating: "a", count: 8000)), head("/ws"), head("/ws"),
                head("/ws"),
            ]
        }
        #expect(heads == ["HTTP/1.1 404", "HTTP/1.1 414", "HTTP/1.1 101", "HTTP/1.1 101", "HTTP/1.1 429"])

        let banned = try await withExchange(options(), rules: { ($0.weightPerMinute, $0.refusalsBeforeBan) = (1, 0) }) {
            port in
            let client = try LoopbackClient(port: port)
            let statuses = try (0..<2).map { _ in try String(client.get("/api/v3/ping").head.prefix(12)) }
            return try statuses + [String(LoopbackClient(port: port).handshake("/ws").prefix(12))]
        }
        #expect(banned == ["HTTP/1.1 200", "HTTP/1.1 418", "HTTP/1.1 418"])
    }

    @Test("is the same in two runs from the same simulated time")
    func isRepeatable() async throws {
        func run() async throws -> [String] {
            try await withExchange(options()) { port in
                let client = try LoopbackClient(port: port)
                _ = try client.handshake("/stream?streams=btcusdt@kline_1m/dogeusdt@kline_5m/ethusdt@kline_1m")
                return try (0..<500).map { _ in try client.text() }
            }
        }
        #expect(try await run() == run())
    }

    @Test("holds simulated time back for a client that does not read", .timeLimit(.minutes(1)))
    func waitsForReaders() async throws {
        let exchange = SimulatedExchange(options: options())
        let port = try await exchange.start().port
        let client = try await LoopbackClient.offThread {
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/stream?streams=btcusdt@kline_1m")
            return client
        }
        var held: SimulatorStatistics?
        while held?.waitsForReader != true { held = await exchange.statistics() }
        let sent = try #require(held)
        #expect(sent.streamMessages < 100_000 && sent.updatesSkipped == 0 && sent.streams == 1)
        #expect(await exchange.statistics()?.now == sent.now)
        let closed = try await LoopbackClient.offThread {
            var closed: [Int64] = []
            while closed.count < 2000 {
                let text = try client.text()
                if text.contains(#""x":true"#), let place = text.range(of: #""t":"#) {
                    closed.append(Int64(text[place.upperBound...].prefix(13)) ?? 0)
                }
            }
            return closed
        }
        #expect(zip(closed, closed.dropFirst()).allSatisfy { $1 - $0 == 60_000 })
        await exchange.stop()
    }

    @Test("refuses options beyond their range, a port in use, and a second start")
    func refusesOptions() async throws {
        await #expect(throws: SimulatorError.speedOutOfRange(0)) {
            try await SimulatedExchange(options: options { $0.speed = .times(0) }).start()
        }
        await #expect(throws: SimulatorError.symbolCountOutOfRange(3001)) {
            let market = SimulatedMarket.seeded(seed: 1, symbolCount: 3001)
            _ = try await SimulatedExchange(options: options { $0.market = market }).start()
        }
        let late = Timestamp(milliseconds: .max)
        await #expect(throws: SimulatorError.startOutOfRange(late)) {
            try await SimulatedExchange(options: options { $0.market = .seeded(seed: 1, start: late) }).start()
        }
        await #expect(throws: SimulatorError.faultNeedsTLS(.tlsExpired)) {
            let orders = [try FaultOrder("tls-expired")]
            return try await SimulatedExchange(options: options { $0.faults = orders }).start()
        }
        let failure = await #expect(throws: SimulatorError.self) {
            try await SimulatedExchange(options: options { $0.tls = "/nowhere" }).start()
        }
        #expect(failure?.description.hasPrefix("/nowhere/key.pem cannot be used: ") == true)
        let exchange = SimulatedExchange(options: options())
        let addresses = try await exchange.start()
        #expect(addresses.webSocketBaseURL == "ws://127.0.0.1:\(addresses.port)")
        #expect(addresses.restBaseURL == "http://127.0.0.1:\(addresses.port)")
        await #expect(throws: SimulatorError.alreadyStarted) { try await exchange.start() }
        await #expect(throws: SimulatorError.self) {
            try await SimulatedExchange(options: options { $0.port = addresses.port }).start()
        }
        await exchange.stop()
        await exchange.stop()
    }
}

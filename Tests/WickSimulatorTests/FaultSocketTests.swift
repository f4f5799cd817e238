import Foundation
import Testing
import WickMarket

@testable import WickSimulator

/// Each fault as a client sees it over a real socket.
@Suite(.timeLimit(.minutes(2)))
struct FaultSocketTests {
    private static let target = "/stream?streams=btcusdt@kline_1m/ethusdt@kline_1m"

    private func withFaults<Value: Sendable>(
        _ texts: String..., speed: SimulatorSpeed = .times(2000), rules change: (inout VenueRules) -> Void = { _ in },
        start: Timestamp? = Timestamp(milliseconds: MarketFixture.start),
        _ work: @escaping @Sendable (_ port: Int) throws -> Value
    ) async throws -> Value {
        var options = SimulatorOptions()
        options.market = .seeded(seed: 1, start: start, symbolCount: 4)
        options.speed = speed
        options.faults = try texts.map { try FaultOrder($0) }
        var rules = VenueRules(options.venue)
        change(&rules)
        let exchange = SimulatedExchange(options: options, rules: rules)
        let port = try await exchange.start().port
        let result = await Result(catchingAsync: { try await LoopbackClient.offThread { try work(port) } })
        await exchange.stop()
        return try result.get()
    }

    private static func open(_ port: Int) throws -> LoopbackClient {
        let client = try LoopbackClient(port: port)
        #expect(try client.handshake(target).hasPrefix("HTTP/1.1 101"))
        return client
    }

    /// Some requests on another connection: what the exchange had to do before is done then.
    private static func pass(_ port: Int) throws {
        for _ in 0..<5 { _ = try LoopbackClient(port: port).get("/api/v3/ping") }
    }

    // MARK: Connections that end

    @Test(
        "resets, ends without a close frame, or with one",
        arguments: [
            ("reset@100ms", nil), ("close-1006@100ms", nil), ("close-1001@100ms", 1001), ("close-1008@100ms", 1008),
        ])
    func ends(order: String, code: Int?) async throws {
        try await withFaults(order) { port in
            let client = try Self.open(port)
            if let code {
                #expect(try client.closeCode() == code)
            } else {
                let failure = #expect(throws: LoopbackClient.Failure.self) { try client.closeCode() }
                #expect(failure == (order.hasPrefix("reset") ? .reset : .ended))
            }
        }
    }

    @Test("sends what is no JSON and then what is no frame")
    func garbage() async throws {
        try await withFaults("garbage-frame@100ms") { port in
            let client = try Self.open(port)
            var texts: [String] = []
            while true {
                let frame = try client.frame()
                if frame.opcode != 1 { break }
                texts.append(frame.text)
            }
            let last = try #require(texts.last)
            #expect(throws: (any Error).self) { try JSONParser.value(of: Array(last.utf8)) }
        }
    }

    @Test("announces a frame that is too large")
    func oversize() async throws {
        try await withFaults("oversize-frame@100ms") { port in
            let client = try Self.open(port)
            while try client.frame(lengthMax: 1 << 20) != nil {}
        }
    }

    @Test("announces its shutdown, in the connection's form, and ends the connection later")
    func shutdown() async throws {
        try await withFaults("server-shutdown@100ms") { port in
            let client = try Self.open(port)
            while try !client.text().hasPrefix(#"{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1"#) {}
            #expect(try client.text().contains(#""e":"kline""#))
            #expect(throws: LoopbackClient.Failure.ended) { while true { _ = try client.frame() } }
        }
    }

    // MARK: Connections that ail

    @Test("says nothing and hears nothing on a connection that is half open")
    func halfOpen() async throws {
        try await withFaults("half-open") { port in
            let client = try Self.open(port)
            try client.send("p", opcode: 9)
            try client.send("", opcode: 8)
            try Self.pass(port)
            #expect(!client.hasBytes)
        }
    }

    @Test("answers pings and control messages on a mute connection, and sends no data")
    func mute() async throws {
        try await withFaults("mute") { port in
            let client = try Self.open(port)
            try Self.pass(port)
            try client.send("p", opcode: 9)
            #expect(try client.frame() == .init(opcode: 10, payload: Array("p".utf8)))
            try client.send(#"{"method":"GET_PROPERTY","params":["combined"],"id":1}"#)
            #expect(try client.text() == #"{"result":true,"id":1}"#)
        }
    }

    @Test("mutes one stream until it is subscribed anew", arguments: [true, false])
    func muteStream(subscribesLater: Bool) async throws {
        try await withFaults("mute-stream") { port in
            let client = try LoopbackClient(port: port)
            let names = #"["btcusdt@kline_1m","ethusdt@kline_1m"]"#
            _ = try client.handshake(subscribesLater ? "/stream" : Self.target)
            if subscribesLater { try client.send(#"{"method":"SUBSCRIBE","params":\#(names),"id":1}"#) }
            for _ in 0..<40 { #expect(try !client.text().contains("btcusdt@")) }
            try client.send(#"{"method":"UNSUBSCRIBE","params":["btcusdt@kline_1m"],"id":2}"#)
            try client.send(#"{"method":"SUBSCRIBE","params":["btcusdt@kline_1m"],"id":3}"#)
            while try !client.text().contains("btcusdt@") {}
        }
    }

    @Test(
        "dribbles bytes, and sends frames in pieces, but whole in the end",
        arguments: [
            ("slow", 8, 600), ("partial-frames", 40, 0),
        ])
    func pieces(name: String, frames: Int, milliseconds: Int) async throws {
        try await withFaults(name, speed: .times(100)) { port in
            let start = ContinuousClock.now
            let client = try Self.open(port)
            for _ in 0..<frames { #expect(try client.text().hasSuffix("}}}")) }
            #expect(ContinuousClock.now - start >= .milliseconds(milliseconds))
        }
    }

    @Test("cuts what waits in pieces that end, of 256 bytes or by halves")
    func cuts() {
        #expect([1, 256, 1000].map(Wire.Pace.slow.piece) == [1, 256, 256])
        #expect([1, 2, 333].map(Wire.Pace.partial.piece) == [1, 1, 167])
    }

    @Test("sends no pings, and misses no pongs")
    func noPings() async throws {
        let rules: (inout VenueRules) -> Void = {
            ($0.pingInterval, $0.pongDeadline) = (.milliseconds(20), .milliseconds(60))
        }
        try await withFaults("no-pings", rules: rules) { port in
            let client = try Self.open(port)
            let end = ContinuousClock.now + .milliseconds(300)
            while ContinuousClock.now < end { #expect(try client.frame().opcode == 1) }
        }
    }

    @Test("acknowledges a subscription, and sends no data")
    func ackWithoutData() async throws {
        try await withFaults("ack-without-data") { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/stream")
            try client.send(#"{"method":"SUBSCRIBE","params":["btcusdt@kline_1m"],"id":1}"#)
            #expect(try client.text() == #"{"result":null,"id":1}"#)
            try Self.pass(port)
            try client.send(#"{"method":"LIST_SUBSCRIPTIONS","id":2}"#)
            #expect(try client.text() == #"{"result":["btcusdt@kline_1m"],"id":2}"#)
        }
    }

    // MARK: Refusals and REST

    @Test(
        "refuses handshakes, and requests where the exchange would",
        arguments: [
            ("refuse-451", 451, 451), ("refuse-403", 403, 403), ("refuse-418", 418, 418), ("refuse-429", 429, 200),
            ("refuse-html", 200, 200), ("rest-5xx", 101, 503), ("rest-429", 101, 429),
        ])
    func refuses(name: String, handshake: Int, request: Int) async throws {
        try await withFaults(name) { port in
            let head = try LoopbackClient(port: port).handshake("/stream")
            #expect(head.hasPrefix("HTTP/1.1 \(handshake) "))
            #expect(head.contains("Retry-After: ") == [418, 429].contains(handshake))
            let answer = try LoopbackClient(port: port).get("/api/v3/time")
            #expect(answer.head.hasPrefix("HTTP/1.1 \(request) "))
            #expect(answer.head.contains("Retry-After: ") == [418, 429].contains(request))
        }
    }

    @Test("leaves requests without an answer")
    func restTimeout() async throws {
        try await withFaults("rest-timeout") { port in
            let client = try LoopbackClient(port: port)
            try client.ask("/api/v3/time")
            for _ in 0..<5 { _ = try Self.open(port) }
            #expect(!client.hasBytes)
        }
    }

    @Test("lacks the newest candles in REST, or every seventh")
    func restRows() async throws {
        let target = "/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=70"
        let lagging = try await withFaults("rest-lag", speed: .times(1)) {
            try Self.openTimes(LoopbackClient(port: $0).get(target).body)
        }
        #expect(lagging.last == MarketFixture.start - 3 * 60_000 && lagging.count == 70)
        let holey = try await withFaults("rest-hole") { try Self.openTimes(LoopbackClient(port: $0).get(target).body) }
        #expect(holey.count == 60 && holey.allSatisfy { $0 / 60_000 % 7 != 3 })
    }

    private static func openTimes(_ body: String) throws -> [Int64] {
        guard case .array(let rows) = try JSONParser.value(of: Array(body.utf8)) else { return [] }
        return rows.compactMap { row in
            guard case .array(let cells) = row, case .number(let text) = cells.first else { return nil }
            return Int64(text)
        }
    }

    // MARK: Messages and candles

    @Test(
        "doubles, reorders and corrects what it streams",
        arguments: [
            "duplicate-frames", "reordered-frames", "corrected-candle",
        ])
    func messages(name: String) async throws {
        let texts = try await withFaults(name, speed: .asFastAsRead) { port in
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/stream?streams=btcusdt@kline_1m")
            return try (0..<60).map { _ in try client.text() }
        }
        let frames = try texts.map { try KlineFrame(Array($0.utf8)) }
        switch name {
        case "duplicate-frames":
            for place in stride(from: 0, to: 60, by: 2) { #expect(texts[place] == texts[place + 1]) }
        case "reordered-frames":
            let times = frames.map(\.record.candle.openTime)
            #expect(times != times.sorted())
        default:
            let closed = frames.filter(\.isClosed).map(\.record.candle)
            for (first, second) in zip(closed, closed.dropFirst()) where first.openTime == second.openTime {
                #expect(first.close != second.close && first.volume == second.volume)
            }
            #expect(Set(closed.map(\.openTime)).count * 2 <= closed.count + 1)
        }
    }

    @Test("lists the first symbol as halted, and streams flat candles of it")
    func halted() async throws {
        try await withFaults("halted-symbol") { port in
            let answer = try LoopbackClient(port: port).get(#"/api/v3/exchangeInfo?symbol=BTCUSDT"#)
            #expect(answer.body.contains(#""symbol":"BTCUSDT","status":"HALT""#))
            let client = try LoopbackClient(port: port)
            _ = try client.handshake("/stream?streams=btcusdt@kline_1m")
            for _ in 0..<3 { #expect(try KlineFrame(Array(client.text().utf8)).record.candle.trades == 0) }
        }
    }

    @Test("lets its clock go wrong by ten minutes", arguments: [("clock-skew", 1.0), ("clock-skew-behind", -1.0)])
    func clock(name: String, sign: Double) async throws {
        let body = try await withFaults(name, speed: .times(1), start: nil) { port in
            try LoopbackClient(port: port).get("/api/v3/time").body
        }
        let time = try #require(Double(body.filter(\.isNumber)))
        #expect(abs(time - Date().timeIntervalSince1970 * 1000 - sign * 600_000) < 60_000)
    }

    @Test("cuts a connection's life short")
    func cutLife() {
        var life = ConnectionLife(VenueRules(.binance), now: .zero)
        life.shorten(to: .seconds(15))
        #expect(life.timerFired(now: .zero) == .wait(until: .seconds(15)))
        #expect(life.timerFired(now: .seconds(15)) == .close(.endOfLife))
    }

    @Test("tells of each fault that strikes")
    func tells() async throws {
        let (stream, continuation) = AsyncStream<Fault>.makeStream()
        var options = SimulatorOptions()
        options.faults = [try FaultOrder("rest-lag@10ms"), try FaultOrder("reset@20ms")]
        options.onFault = { fault, _ in continuation.yield(fault) }
        let exchange = SimulatedExchange(options: options)
        _ = try await exchange.start()
        var struck: [Fault] = []
        for await fault in stream {
            struck.append(fault)
            if struck.count == 2 { break }
        }
        await exchange.stop()
        #expect(struck == [.restLag, .reset])
    }
}

extension Result where Failure == any Error, Success: Sendable {
    fileprivate init(catchingAsync body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickFeed

/// A feed on the bench: plays its driver and the other ends of its connections, and words what it does.
final class FeedBench {
    /// The feed under test.
    var feed: Feed
    /// The time of the test; it moves only when told.
    private(set) var now = start
    let keys: [SeriesKey]
    private var servers: [ConnectionID: WebSocketConnection] = [:]
    private var requests: [(id: RequestID, url: String)] = []
    private var words: [String] = []
    private var events: [FeedEvent] = []
    /// Whether the other end answers pings and goodbyes.
    var isResponsive = true

    /// A feed without jitter.
    init(
        _ symbols: [String] = ["AUSDT", "BUSDT"], exchange: TestExchange = TestExchange(),
        settings: FeedSettings = FeedBench.settings(), wallClock: Timestamp? = nil
    ) {
        keys = symbols.compactMap { try? SeriesKey(symbol: Symbol($0), timeframe: .oneMinute) }
        feed = Feed(
            exchange: exchange, keys: keys, settings: settings, userAgent: "test", random: ConstantRandom(word: 0),
            now: start, wallClock: wallClock)
    }

    /// Settings that keep few candles, so that tests stay short.
    static func settings(_ change: (inout FeedSettings) -> Void = { _ in }) -> FeedSettings {
        var settings = FeedSettings()
        settings.bufferSize = 3
        change(&settings)
        return settings
    }

    /// The exchange's clock: minute 100 when the test starts.
    var exchangeTime: Timestamp {
        minute(100).advanced(byMilliseconds: Int64(start.duration(to: now) / .milliseconds(1)))
    }

    /// What the feed has done since this was asked last.
    func done() -> [String] {
        defer { words = [] }
        return words
    }

    /// The events since this was asked last, but for what goes to the log.
    func told() -> [FeedEvent] {
        defer { events = [] }
        return events.filter { if case .notice = $0 { false } else { true } }
    }

    /// The closed candles since events were asked for last, in words.
    func closed() -> [String] {
        told().compactMap { event in
            guard case .closed(let closed) = event else { return nil }
            let index = closed.candle.openTime.milliseconds(since: minute(0)) / 60_000
            let holes = closed.holesBefore > 0 ? " after \(closed.holesBefore) holes" : ""
            return
                "\(feed.router.keys[closed.series].symbol) \(index) \(closed.source.rawValue) \(closed.timeliness)\(holes)"
        }
    }

    /// The notices for the log since events were asked for last.
    func notices() -> [String] {
        defer { events = [] }
        return events.compactMap { if case .notice(let notice) = $0 { notice.text } else { nil } }
    }

    // MARK: Driving

    func begin() {
        feed.start(now: now)
        settle()
    }

    /// Lets time pass, with every timer on its time.
    func wait(_ span: Duration) {
        let end = now + span
        while let due = feed.deadline, due <= end {
            now = max(now, due)
            feed.timerFired(now: now)
            settle()
        }
        now = end
    }

    /// Lets time pass while the last series flows: an update every 5 s, and each of its candles closed on time. The
    /// questions for the time are answered.
    func flow(_ span: Duration, on number: Int) {
        let end = now + span
        let series = keys.count - 1
        while now < end {
            wait(min(.seconds(5), now.duration(to: end)))
            let index = Int(exchangeTime.milliseconds(since: minute(0)) / 60_000)
            if let last = feed.router.buffers[series].last, last.openTime < minute(index - 1) {
                send(candle(index - 1), of: series, on: number)
            }
            send(candle(index), of: series, isClosed: false, on: number)
            answerTime()
        }
    }

    func settle() {
        while let event = feed.nextEvent() { events.append(event) }
        while let action = feed.nextAction() {
            take(action)
            while let event = feed.nextEvent() { events.append(event) }
        }
    }

    private func take(_ action: FeedAction) {
        switch action {
        case .open(let id, _, _, _):
            words.append("open \(id.number)")
            servers[id] = WebSocketConnection(acceptingWith: .init(), random: SeededRandom(seed: 7))
            feed.connected(id, now: now)
        case .send(let id, let bytes):
            servers[id]?.receive(bytes)
            while let event = servers[id]?.nextEvent() { words.append("\(id.number): \(word(event, id))") }
            let answer = servers[id]?.takeOutbound() ?? []
            if isResponsive, !answer.isEmpty { deliver(answer, to: id) }
        case .close(let id):
            words.append("close \(id.number)")
            servers[id] = nil
        case .get(let id, let url, _):
            words.append("get \(url)")
            requests.append((id, url))
        case .decode(let id, let response):
            words.append("decode \(response.body.count) bytes")
            feed.decoded(
                id, Result { () throws(ExchangeFailure) in try feed.exchange.instruments(from: response) }, now: now)
        }
    }

    private func word(_ event: WebSocketEvent, _ id: ConnectionID) -> String {
        switch event {
        case .requested: return "asks"
        case .text(let payload): return servers[id]?.withPayload(payload) { String(decoding: $0, as: UTF8.self) } ?? ""
        case .ping: return "ping"
        case .pong: return "pong"
        case .closeReceived(let code, _): return "goodbye \(code?.rawValue ?? 0)"
        case .opened, .refused, .binary, .failed, .ended: return "\(event)"
        }
    }

    // MARK: The exchange's side

    /// Changes a server's end of a connection, and lets the feed read what that makes it send.
    func serve(_ number: Int, _ change: (inout WebSocketConnection) -> Void) {
        let id = ConnectionID(number: number)
        guard var server = servers[id] else { return }
        change(&server)
        let bytes = server.takeOutbound()
        servers[id] = server
        deliver(bytes, to: id)
    }

    func deliver(_ bytes: [UInt8], to id: ConnectionID) {
        _ = feed.receive(id, spaceMin: bytes.count) { space in
            space.copyBytes(from: bytes)
            return bytes.count
        }
        while feed.step(id, now: now) != .idle {
            while let event = feed.nextEvent() { events.append(event) }
        }
        settle()
    }

    func accept(_ number: Int) { serve(number) { $0.accept(headers: [HTTPHeader(name: "Server", value: "test")]) } }

    func refuse(_ number: Int, _ status: Int, retryAfter: Int? = nil) {
        let headers = retryAfter.map { [HTTPHeader(name: "Retry-After", value: "\($0)")] } ?? []
        serve(number) { $0.refuse(HTTPResponse(status: status, headers: headers)) }
    }

    func say(_ text: String, on number: Int) { say(Array(text.utf8), on: number) }

    func say(_ text: [UInt8], on number: Int) { serve(number) { $0.sendText(text) } }

    func send(
        _ candle: Candle, of series: Int = 0, isClosed: Bool = true, stamp: Timestamp? = nil, on number: Int
    ) {
        say(
            TestExchange.message(feed.router.keys[series], candle, stamp: stamp ?? exchangeTime, isClosed: isClosed),
            on: number)
    }

    /// The transport ends in good order.
    func end(_ number: Int) {
        feed.endOfStream(ConnectionID(number: number))
        deliver([], to: ConnectionID(number: number))
    }

    func drop(_ number: Int) {
        servers[ConnectionID(number: number)] = nil
        feed.disconnected(ConnectionID(number: number), reason: "reset by peer", now: now)
        settle()
    }

    // MARK: Answers

    /// Answers the oldest open request whose address begins so.
    func answer(_ prefix: String, _ status: Int = 200, _ body: String = "", retryAfter: Int? = nil) {
        guard let place = requests.firstIndex(where: { $0.url.hasPrefix(prefix) }) else { return }
        let request = requests.remove(at: place)
        let headers = retryAfter.map { [HTTPHeader(name: "Retry-After", value: "\($0)")] } ?? []
        feed.answered(
            request.id, .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))), now: now)
        settle()
    }

    func timeOut(_ prefix: String) {
        guard let place = requests.firstIndex(where: { $0.url.hasPrefix(prefix) }) else { return }
        feed.answered(requests.remove(at: place).id, .failure(RequestTrouble(reason: "timed out")), now: now)
        settle()
    }

    func answerTime() { answer("time", 200, "\(exchangeTime.milliseconds)") }

    func answerRows(of symbol: String, _ indices: some Sequence<Int>) {
        answer(
            "klines \(symbol)", 200,
            indices.map { TestExchange.text(of: candle($0), .oneMinute) }.joined(separator: "\n"))
    }

    /// Starts and answers everything well: history up to the forming candle 100, and one open connection.
    func goLive() {
        begin()
        answerTime()
        answer("instruments", 200, keys.map(\.symbol.name).joined(separator: " "))
        for key in keys { answerRows(of: key.symbol.name, 97...100) }
        accept(1)
        for series in keys.indices { send(candle(100), of: series, isClosed: false, on: 1) }
        _ = (done(), told())
    }
}

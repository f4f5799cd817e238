import WickEngine
import WickFeed
import WickMarket
import WickWebSocket

/// A feed and an engine without a loop: what the core does, called step by step, so that its parts can be measured.
struct DirectFeed {
    let market: Market
    private(set) var feed: Feed
    private(set) var engine: Engine
    /// Closed candles told since the start.
    private(set) var closed = 0
    private var connection: ConnectionID?

    /// A feed that has its history and has subscribed, all of it in this process.
    init(symbols: Int, historyCount: Int = 40, bufferSize: Int = 500) throws {
        market = try Market(symbols: symbols, historyCount: historyCount)
        feed = try Rig.feed(of: market, port: 1, bufferSize: bufferSize)
        engine = try Rig.engine(for: market.keys, bufferSize: bufferSize)
        let answers = RequestAnswers(market)
        var peer = WebSocketConnection(acceptingWith: .init(), random: SystemRandomNumberGenerator())
        feed.start(now: .now)
        while let action = feed.nextAction() {
            switch action {
            case .open(let id, _, _, _):
                connection = id
                feed.connected(id, now: .now)
            case .send(_, let bytes): answer(bytes, &peer)
            case .get(let id, let url, _):
                let body = answers.body(for: url) ?? []
                feed.answered(id, .success(HTTPResponse(status: 200, body: body)), now: .now)
            case .decode(let id, let response):
                let result = Result { () throws(ExchangeFailure) in try feed.exchange.instruments(from: response) }
                feed.decoded(id, result, now: .now)
            case .close: break
            }
            drainEvents()
        }
        guard feed.status.detail == "waiting for data" else { throw BenchmarkError("the feed did not start") }
    }

    private mutating func answer(_ bytes: [UInt8], _ peer: inout WebSocketConnection) {
        peer.receive(bytes)
        while let event = peer.nextEvent() { if case .requested = event { peer.accept() } }
        apply(peer.takeOutbound())
    }

    /// Takes in bytes of the stream, in full.
    mutating func apply(_ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count {
            done += bytes.withUnsafeBytes { bytes in
                receive { space in
                    let end = min(bytes.count, done + space.count)
                    space.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[done..<end]))
                    return end - done
                }
            }
            applyAll()
        }
    }

    /// Lets `fill` read from the stream.
    mutating func receive(_ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        guard let connection else { return 0 }
        return feed.receive(connection, fill)
    }

    /// Applies what was received.
    /// - Returns: the number of messages.
    @discardableResult
    mutating func applyAll() -> Int {
        guard let connection else { return 0 }
        let now = ContinuousClock.now
        var count = 0
        while true {
            switch feed.step(connection, now: now) {
            case .idle: return count
            case .forming: break
            case .other: drainEvents()
            }
            count += 1
        }
    }

    private mutating func drainEvents() {
        while let event = feed.nextEvent() {
            switch event {
            case .closed(let candle):
                closed += 1
                _ = engine.take(candle, in: feed.router.buffers[candle.series])
            case .instrument(let series, let instrument): engine.take(rules: instrument.rules, of: series)
            default: break
            }
        }
    }

    /// What is wrong with the newest closed candles, whose last has this index; `nil` if they are as sent.
    func flaw(last: Int) -> String? {
        for series in market.keys.indices {
            let candles = feed.router.buffers[series]
            for place in 0..<candles.count
            where candles[place] != market.candle(series, last - (candles.count - 1 - place)).candle {
                return "\(market.keys[series]): a candle is not as it was sent"
            }
        }
        return nil
    }
}

extension DirectFeed {
    /// What the screen would be told.
    func snapshot(_ request: SnapshotRequest) -> Snapshot {
        let ranking = request.order == .configured ? nil : engine.ranking(request.order, of: feed)
        return engine.snapshot(
            request, of: feed, ranking: ranking, exchange: "benchmark", mode: .live, timeframe: Market.timeframe,
            logShown: engine.logNewest, journalTrouble: nil, now: .now)
    }
}

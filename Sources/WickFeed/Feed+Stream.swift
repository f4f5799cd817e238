import WickMarket
import WickWebSocket

// What comes in on a connection.
extension Feed {
    /// Reads bytes of a connection into its buffer; then call ``step(_:now:)`` until it says idle.
    ///
    /// - Parameter fill: writes into the space it is given and returns how many bytes it wrote.
    /// - Returns: what `fill` returned; 0 for a connection that is gone.
    public mutating func receive<Failure: Error>(
        _ id: ConnectionID, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        guard let index = place(of: id) else { return 0 }
        return try connections[index].socket.receive(fill)
    }

    /// The peer has ended its stream; what it sent before is still worth a ``step(_:now:)``.
    public mutating func endOfStream(_ id: ConnectionID) {
        guard let index = place(of: id) else { return }
        connections[index].socket.endOfStream()
    }

    /// Takes in the next message of a connection.
    public mutating func step(_ id: ConnectionID, now: ContinuousClock.Instant) -> FeedStep {
        guard let index = place(of: id), let event = connections[index].socket.nextEvent() else { return .idle }
        switch event {
        case .text(let payload):
            // Named one by one: a closure that takes `self` would copy all of the feed.
            let message = connections[index].socket.withPayload(payload) { [exchange, table] in
                exchange.decode($0, in: table)
            }
            return take(message, index, now: now)
        case .opened(let response):
            opened(index, response, now: now)
        case .refused(let response):
            refused(index, exchange.failure(of: response), now: now)
        case .ping:
            connections[index].budget.messageSent(now: now)
            flush(index)
        case .pong:
            connections[index].heartbeat?.pongReceived(now: now)
        case .binary:
            notice(.debug, "connection \(id.number): a binary message, ignored")
        case .closeReceived(let code, let reason):
            flush(index)
            let words = (code.map { "code \($0.rawValue)" } ?? "no code") + (reason.isEmpty ? "" : ", '\(reason)'")
            lose(index, reason: "closed by the exchange (\(words))", retryAfter: nil, closesTransport: true, now: now)
        case .failed(let failure):
            flush(index)
            lose(index, reason: "\(failure)", retryAfter: nil, closesTransport: true, now: now)
        case .ended:
            lose(index, reason: "the exchange ended the connection", retryAfter: nil, closesTransport: true, now: now)
        case .requested:
            break  // Only a server is asked.
        }
        return .other
    }

    private mutating func take(_ message: StreamMessage, _ index: Int, now: ContinuousClock.Instant) -> FeedStep {
        switch message {
        case .candle(let update):
            return take(update, index, now: now)
        case .accepted, .ignored, .unknownSeries:
            break
        case .refused(_, let code, let text):
            notice(.warning, "the exchange refused a request\(code.map { " (\($0))" } ?? ""): \(text)")
        case .shutdownAnnounced:
            replace(index, why: "the exchange will shut it down", now: now)
        case .malformed(let what, let offset):
            notice(.warning, "a message that cannot be read: \(what) at byte \(offset)")
        }
        return .other
    }

    private mutating func take(_ update: CandleUpdate, _ index: Int, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        noteData(index, series: number, now: now)
        if exchangeTime.map({ update.exchangeTime > $0 }) ?? true { exchangeTime = update.exchangeTime }
        if let flaw = update.candle.flaw(in: series[number].key.timeframe) {
            reject(number, "\(flaw)")
            return .other
        }
        guard update.closeTime > update.candle.openTime else {
            reject(number, "it closes before it opens")
            return .other
        }
        return update.isClosed ? takeClosed(update, now: now) : takeForming(update, now: now)
    }

    private mutating func noteData(_ index: Int, series number: Int, now: ContinuousClock.Instant) {
        lastDataAt = now
        series[number].lastMessageAt = now
        let wasComplete = connections[index].awaitingFirst.isEmpty
        connections[index].noteData(series: number, now: now)
        if !wasComplete, connections[index].isComplete { retireReplaced(by: index, now: now) }
        if status.state != .live { refreshStatus(now: now) }
    }

    private mutating func takeForming(_ update: CandleUpdate, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        guard update.exchangeTime >= series[number].lastExchangeTime,
            series[number].sequencer.noteForming(openTime: update.candle.openTime),
            router.buffers[number].update(forming: update.candle)
        else {
            series[number].ledger.outdated += 1
            return .other
        }
        series[number].lastExchangeTime = update.exchangeTime
        if series[number].sequencer.gap != nil { repair(number, now: now) }
        return .forming(series: number)
    }

    private mutating func takeClosed(_ update: CandleUpdate, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        series[number].lastExchangeTime = max(series[number].lastExchangeTime, update.exchangeTime)
        let outcome = series[number].sequencer.take(
            closed: update.candle, now: now, buffer: &router.buffers[number])
        switch outcome {
        case .delivered:
            break
        case .held:
            repair(number, now: now)
        case .duplicate:
            series[number].ledger.duplicates += 1
        case .corrected:
            series[number].ledger.corrections += 1
            events.append(.corrected(series: number, update.candle))
            let time = UTCTime(update.candle.openTime).iso8601
            notice(.warning, "\(series[number].key): the closed candle of \(time) came again with other values")
        }
        collect(number, now: now)
        return .other
    }

    /// Moves what the sequencer has ready to the deliveries.
    mutating func collect(_ number: Int, now: ContinuousClock.Instant) {
        while let next = series[number].sequencer.ready.popFirst() {
            switch next.source {
            case .stream: series[number].ledger.fromStream += 1
            case .rest: series[number].ledger.fromREST += 1
            case .file: break
            }
            series[number].ledger.holes += next.holesBefore
            deliveries.append(
                ClosedCandle(
                    series: number, candle: next.candle, source: next.source, timeliness: next.timeliness,
                    holesBefore: next.holesBefore))
        }
        for search in series[number].sequencer.reports {
            series[number].ledger.repairs += 1
            let report = GapReport(
                series: number, from: search.from, to: search.upTo, filled: search.filled, holes: search.holes)
            events.append(.repaired(report))
            refreshStatus(now: now)
        }
        series[number].sequencer.reports.removeAll(keepingCapacity: true)
    }

    mutating func reject(_ number: Int, _ why: String) {
        series[number].ledger.rejected += 1
        notice(.warning, "\(series[number].key): a candle was dropped, for \(why)")
    }
}

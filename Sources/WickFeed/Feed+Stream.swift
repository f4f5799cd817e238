import WickMarket
import WickWebSocket

// What comes in on a connection.
extension Feed {
    /// How long before its open time by the exchange's own stamp, in milliseconds, a candle may show itself.
    static let openingSlackMilliseconds: Int64 = 5_000
    /// How long an answer to the question for the time is good enough to call a candle wrong by it.
    static let freshClock = Duration.seconds(10)

    /// Reads bytes of a connection into its buffer; then call ``step(_:now:)`` until it says idle.
    ///
    /// - Parameters:
    ///   - id: which connection.
    ///   - spaceMin: the least number of free bytes that `fill` is given.
    ///   - fill: writes into the space it is given and returns how many bytes it wrote.
    /// - Returns: what `fill` returned; 0 for a connection that is gone.
    public mutating func receive<Failure: Error>(
        _ id: ConnectionID, spaceMin: Int = 65_536, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        guard let index = place(of: id) else { return 0 }
        return try connections[index].socket.receive(spaceMin: spaceMin, fill)
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
            return take(decoder.decode(payload, of: &connections[index].socket), index, now: now)
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
            complain("connection \(id.number): a binary message, ignored", now: now)
        case .closeReceived(let code, let reason):
            flush(index)
            let words = (code.map { "code \($0.rawValue)" } ?? "no code") + (reason.isEmpty ? "" : ", '\(reason)'")
            lose(index, reason: "closed by the exchange (\(words))", now: now)
        case .failed(let failure):
            flush(index)
            lose(index, reason: "\(failure)", now: now)
        case .ended:
            lose(index, reason: "the exchange ended the connection", now: now)
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
            complain("the exchange refused a request\(code.map { " (\($0))" } ?? ""): \(text)", now: now)
        case .shutdownAnnounced:
            replace(index, why: "the exchange will shut it down", now: now)
        case .malformed(let what, let offset):
            complain("a message that cannot be read: \(what) at byte \(offset)", now: now)
        }
        return .other
    }

    private mutating func take(_ update: CandleUpdate, _ index: Int, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        guard clock.told != nil, series[number].isServed else { return .other }
        if let flaw = update.candle.flaw(in: series[number].key.timeframe) {
            reject(number, "\(flaw)", now: now)
            return .other
        }
        guard update.closeTime > update.candle.openTime else {
            reject(number, "it closes before it opens", now: now)
            return .other
        }
        guard isBelievable(update, now: now) else {
            doubt(number, "it comes from the future", now: now)
            return .other
        }
        noteData(index, series: number, now: now)
        return update.isClosed ? takeClosed(update, now: now) : takeForming(update, now: now)
    }

    /// Whether a message was sent, and its candle has opened, no later than now by the exchange's clock.
    private mutating func isBelievable(_ update: CandleUpdate, now: ContinuousClock.Instant) -> Bool {
        guard clock.take(stamp: update.exchangeTime, now: now), let told = clock.told else { return false }
        return update.candle.openTime <= told.advanced(byMilliseconds: Self.openingSlackMilliseconds)
    }

    private mutating func noteData(_ index: Int, series number: Int, now: ContinuousClock.Instant) {
        let isFirst = connections[index].awaitsData
        let moment = FixedOptional(wrappedValue: now)
        $newestDataAt = moment
        series[number].$lastMessageAt = moment
        let wasComplete = connections[index].awaitingFirst.isEmpty
        connections[index].noteData(series: number, at: moment)
        if !wasComplete { retireReplaced(by: index, now: now) }
        if isFirst || status.state == .stale { refreshStatus(now: now) }
    }

    private mutating func takeForming(_ update: CandleUpdate, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        guard update.exchangeTime >= series[number].lastStamp,
            series[number].sequencer.noteForming(openTime: update.candle.openTime),
            router.buffers[number].update(forming: update.candle)
        else {
            series[number].ledger.outdated += 1
            return .other
        }
        series[number].lastStamp = update.exchangeTime
        if series[number].sequencer.gap != nil { repair(number, now: now) }
        return .forming(series: number)
    }

    private mutating func takeClosed(_ update: CandleUpdate, now: ContinuousClock.Instant) -> FeedStep {
        let number = update.series
        guard let time = clock.estimate(now: now) else { return .other }
        series[number].lastStamp = max(series[number].lastStamp, update.exchangeTime)
        let outcome = series[number].sequencer.take(
            closed: update.candle, clock: time, buffer: &router.buffers[number])
        switch outcome {
        case .delivered:
            break
        case .held:
            repair(number, now: now)
        case .duplicate:
            series[number].ledger.duplicates += 1
        case .corrected:
            noteCorrection(number, update.candle, now: now)
        }
        collect(number, now: now)
        return .other
    }

    mutating func noteCorrection(_ number: Int, _ candle: Candle, now: ContinuousClock.Instant) {
        series[number].ledger.corrections += 1
        // One that is still held was put right before anybody saw it.
        if router.buffers[number].index(of: candle.openTime) != nil {
            events.append(.corrected(series: number, candle))
        }
        let time = UTCTime(candle.openTime).iso8601
        complain("\(series[number].key): the closed candle of \(time) came again with other values", now: now)
    }

    /// Moves what the sequencer has ready to the deliveries.
    mutating func collect(_ number: Int, now: ContinuousClock.Instant) {
        let isHistory = series[number].sequencer.ready.count > 16
        while let next = series[number].sequencer.ready.popFirst() {
            switch next.source {
            case .stream: series[number].ledger.fromStream += 1
            case .rest: series[number].ledger.fromREST += 1
            case .file: break
            }
            series[number].ledger.holes += next.holesBefore
            events.append(
                .closed(
                    ClosedCandle(
                        series: number, candle: next.candle, source: next.source, timeliness: next.timeliness,
                        holesBefore: next.holesBefore)))
        }
        // So much room will hardly be needed again.
        if isHistory { series[number].sequencer.ready = [] }
        for search in series[number].sequencer.reports {
            series[number].ledger.repairs += 1
            let report = GapReport(
                series: number, from: search.from, to: search.upTo, filled: search.filled, holes: search.holes)
            events.append(.repaired(report))
        }
        guard !series[number].sequencer.reports.isEmpty else { return }
        refreshStatus(now: now)
        series[number].sequencer.reports.removeAll(keepingCapacity: true)
    }

    /// Drops what our idea of the exchange's clock forbids. Whether that idea is wrong or the candle, the next answer to
    /// the question for the time tells: a candle counts as wrong only by a clock that was asked lately.
    mutating func doubt(_ number: Int, _ why: String, now: ContinuousClock.Instant) {
        requests.add(.serverTime, notBefore: now)
        if clock.wasAnswered(within: Self.freshClock, now: now) { reject(number, why, now: now) }
    }

    mutating func reject(_ number: Int, _ why: String, now: ContinuousClock.Instant) {
        series[number].ledger.rejected += 1
        complain("\(series[number].key): a candle was dropped, for \(why)", now: now)
    }
}

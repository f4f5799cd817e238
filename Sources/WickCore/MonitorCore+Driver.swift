import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickWebSocket

// Carries out what the feed wants, and reports to it what happened.
extension MonitorCore {
    /// The largest answer to a request: the rules of all symbols of an exchange are some 20 MiB.
    static let answerBytesMax = 64 << 20

    /// Takes in what became true and does what is to be done, until there is nothing left of either.
    func settle() {
        drainEvents()
        while let action = feed.nextAction() {
            carryOut(action)
            drainEvents()
        }
        armFeedTimer()
        publishIfDue()
    }

    private func carryOut(_ action: FeedAction) {
        recorder?.noteAction(action, at: loop.now)
        switch action {
        case .open(let id, let host, let port, let isSecure):
            streams[id] = loop.openStream(host: host, port: port, isSecure: isSecure) { event in
                self.assumeIsolated { $0.streamTold(id, event) }
            }
        case .send(let id, let bytes):
            send(bytes, on: id)
        case .close(let id):
            streams.removeValue(forKey: id)?.close()
            if streams.isEmpty { finishGoodbye() }
        case .get(let id, let url, let timeout):
            let request = loop.get(url, headers: [], timeout: timeout, bodyBytesMax: Self.answerBytesMax) { result in
                self.assumeIsolated { core in
                    core.requests[id] = nil
                    let answer = result.mapError { RequestTrouble(reason: "\($0)") }
                    let now = core.loop.now
                    core.recorder?.noteAnswer(id, answer, at: now)
                    core.feed.answered(id, answer, now: now)
                    core.settle()
                }
            }
            requests[id] = request
        case .decode(let id, let response):
            let exchange = feed.exchange
            readers[id] = Task.detached(priority: .utility) {
                let result = Result { () throws(ExchangeFailure) in try exchange.instruments(from: response) }
                await self.take(result, of: id)
            }
        }
    }

    /// An answer has been read elsewhere.
    private func take(_ result: Result<[Instrument], ExchangeFailure>, of id: RequestID) {
        guard readers.removeValue(forKey: id) != nil else { return }
        let now = loop.now
        recorder?.note(.read(request: id.number), at: now)
        feed.decoded(id, result, now: now)
        presenter.noteChange()
        settle()
    }

    private func send(_ bytes: [UInt8], on id: ConnectionID) {
        guard let stream = streams[id] else { return }
        do throws(NetworkError) {
            try stream.write(bytes)
        } catch {
            streamFailed(id, "\(error)")
        }
    }

    private func streamTold(_ id: ConnectionID, _ event: StreamEvent) {
        switch event {
        case .connected:
            let now = loop.now
            recorder?.note(.connected(connection: id.number), at: now)
            feed.connected(id, now: now)
            settle()
        case .readable:
            read(id)
        case .failed(let error):
            streamFailed(id, "\(error)")
            settle()
        }
    }

    private func streamFailed(_ id: ConnectionID, _ reason: String) {
        streams.removeValue(forKey: id)?.close()
        let now = loop.now
        recorder?.note(.disconnected(connection: id.number, reason: reason), at: now)
        feed.disconnected(id, reason: reason, now: now)
        if streams.isEmpty { finishGoodbye() }
    }

    /// Reads until there is nothing more, a large batch at a time, and applies message by message.
    private func read(_ id: ConnectionID) {
        guard let stream = streams[id] else { return }
        var result: ReadResult
        repeat {
            // Stays so for a connection that the feed has let go: then nothing is read.
            result = .wouldBlock
            var now = loop.now
            do throws(NetworkError) {
                _ = try feed.receive(id) { (space) throws(NetworkError) -> Int in
                    result = try stream.read(into: space)
                    now = loop.now
                    guard case .bytes(let count) = result else { return 0 }
                    recorder?.received(
                        connection: id.number, UnsafeRawBufferPointer(rebasing: space[..<count]), at: now)
                    return count
                }
            } catch {
                streamFailed(id, "\(error)")
                break
            }
            if result == .ended {
                recorder?.note(.ended(connection: id.number), at: now)
                feed.endOfStream(id)
            }
            apply(id, now: now)
        } while result != .wouldBlock && result != .ended && streams[id] != nil
        settle()
    }

    private func apply(_ id: ConnectionID, now: ContinuousClock.Instant) {
        while true {
            switch feed.step(id, now: now) {
            case .idle:
                // Here, and not after the next batch: a replay of a recording takes it in batch by batch, too.
                return drainEvents()
            case .forming(let series):
                presenter.noteChange()
                if !alerts.isEmpty { checkAlerts(forming: series) }
                if feed.router.hasSubscribers { publishForming(series) }
                if !waiters.isEmpty { answerWaiters { $0.series == series } }
            case .other:
                drainEvents()
            }
        }
    }

    private func publishForming(_ series: Int) {
        guard let candle = feed.router.buffers[series].forming else { return }
        feed.router.publish(
            CandleNews(series: series, key: feed.router.keys[series], candle: candle, isClosed: false))
    }

    // MARK: Events

    private func drainEvents() {
        while let event = feed.nextEvent() {
            presenter.noteChange()
            presenter.note(event, of: feed.router.keys, at: feed.exchangeTime)
            take(event)
        }
    }

    private func take(_ event: FeedEvent) {
        switch event {
        case .closed(let closed): take(closed)
        case .corrected(let series, let candle):
            observe?(.corrected(candle, feed.router.keys[series]))
            engine.rebuild(series, from: feed.router.buffers[series])
        case .instrument(let series, let instrument): engine.take(rules: instrument.rules, of: series)
        case .repaired(let report): observe?(.gap(report, feed.router.keys[report.series]))
        case .status(let status):
            if feed.serverName == Self.simulatorName, presenter.mode == .live {
                presenter.mode = .simulated(speed: nil)
            }
            observe?(.status(status, feed.exchangeTime))
        case .notice(let notice): observe?(.notice(notice))
        case .added(let series, let key): engine.add(key, at: series)
        case .removed(let series):
            engine.remove(series)
            answerWaiters { $0.series == series }
        case .banned(let ban): onBan?(ban)
        case .timeframe(let timeframe): presenter.options.timeframe = timeframe
        }
    }

    private func take(_ closed: ClosedCandle) {
        let key = feed.router.keys[closed.series]
        recorder?.note(.closed(RecordedClose(closed, of: key)), at: loop.now)
        observe?(.closed(closed, key))
        if feed.router.hasSubscribers {
            feed.router.publish(
                CandleNews(
                    series: closed.series, key: key, candle: closed.candle, isClosed: true,
                    timeliness: closed.timeliness))
        }
        if !waiters.isEmpty { answerWaiters { $0.series == closed.series } }
        let record = engine.take(closed, in: feed.router.buffers[closed.series])
        if let record {
            journal?.append(record)
            observe?(.signal(record))
        }
        if !alerts.isEmpty { checkAlerts(closed, key, record) }
    }

    /// How the simulated exchange names itself: the one thing that is read from it beyond the protocol, so that the screen
    /// can say what one is looking at.
    static let simulatorName = "wick-simulator"

    // MARK: Timers

    private func armFeedTimer() {
        guard let deadline = feed.deadline else {
            feedTimer?.cancel()
            (feedTimer, feedTimerAt) = (nil, nil)
            return
        }
        if let armed = feedTimerAt, armed <= deadline { return }
        feedTimer?.cancel()
        feedTimerAt = deadline
        feedTimer = loop.setTimer(at: deadline) {
            self.assumeIsolated { core in
                core.feedTimerAt = nil
                let now = core.loop.now
                core.recorder?.note(.timer, at: now)
                core.feed.timerFired(now: now)
                core.settle()
            }
        }
    }

    /// Looks at ages again now and then: they grow while nothing happens.
    func tick() {
        presenter.noteChange()
        publishIfDue()
        statusTimer = loop.setTimer(at: loop.now + presenter.options.statusInterval) {
            self.assumeIsolated { $0.tick() }
        }
    }

    // MARK: Snapshots

    func publishIfDue() {
        let now = loop.now
        switch presenter.next(now: now) {
        case .nothing:
            break
        case .publish:
            presenter.post(engine, feed, now: now)
        case .wait(until: let due):
            guard publishTimer == nil, phase != .stopped else { return }
            publishTimer = loop.setTimer(at: due) {
                self.assumeIsolated { core in
                    core.publishTimer = nil
                    core.publishIfDue()
                }
            }
        }
    }
}

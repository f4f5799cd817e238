import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickWebSocket

/// A recording of what a feed was told, played into a feed of the same making: it wants, gives and says the same again.
///
/// Behind a gap, where bytes are missing, no feed could go on: from there the closed candles are played that the recorded
/// feed gave.
public final class FeedTape: ReplayTape {
    private var report = ReplayReport()
    private let reader: RecordingReader
    private let random = ReplayedRandom()
    private var feed: Feed
    /// What goes on behind a gap.
    private var playback: Playback?
    private let bufferSize: Int
    /// What a configuration that was read again, by the facts of it, means for the engine; `nil` if it cannot be told.
    private let configure: ([String: String]) -> EngineChange?
    /// The recording's beginning on the clock of this replay: any moment would do, for only differences matter.
    private static let epoch = ContinuousClock().systemEpoch + .seconds(1 << 20)

    /// Answers that take a while to read.
    private var unread: [Int: HTTPResponse] = [:]
    private var time = Duration.zero
    private var next: RecordingEntry?
    /// The first entry behind ``next`` that is no consequence of it.
    private var following: RecordingEntry?
    private var hindrance: ArchiveError?
    /// The closed candles that the recorded feed gave upon ``next``.
    private var expected: [RecordedClose] = []

    /// - Parameters:
    ///   - reader: the recording, from its beginning.
    ///   - bufferSize: closed candles kept for each series behind a gap, at least 1.
    ///   - configure: says what a configuration that was read again means for the engine, by the facts of it; `nil` if it
    ///     cannot be told, which counts as a difference.
    ///   - makeFeed: makes the feed as it was made when it was recorded, but for what it draws from.
    public init(
        _ reader: RecordingReader, bufferSize: Int,
        configure: @escaping ([String: String]) -> EngineChange? = { _ in nil },
        makeFeed: (any RandomNumberGenerator & Sendable, ContinuousClock.Instant) -> Feed
    ) {
        (self.reader, self.bufferSize, self.configure) = (reader, bufferSize, configure)
        feed = makeFeed(random, Self.epoch)
    }

    public var keys: [SeriesKey] { feed.router.keys }
    public var view: any FeedView { playback ?? feed }
    public var timeframe: Timeframe? { feed.timeframe }
    public var mayBeCorrected: Bool { true }
    public var clock: ContinuousClock.Instant? { Self.epoch + time }
    public var nextTime: Timestamp? {
        next.map { reader.header.startedAt.advanced(byMilliseconds: $0.time.wholeMilliseconds) }
    }
    public var notes: [String] { report.notes }
    public var progress: Double { Double(reader.bytesRead) / Double(max(1, reader.bytesInAll)) }

    public func leads(to target: Timestamp) -> Bool { view.exchangeTime.map { $0 < target } ?? true }

    public func begin(_ tell: (CoreEvent) -> Void) throws(ArchiveError) {
        following = try reader.next()
        try findNext()
    }

    public func playNext(
        _ engine: inout Engine, now: ContinuousClock.Instant, _ tell: (CoreEvent) -> Void
    ) throws(ArchiveError) {
        guard let entry = next else { return }
        time = entry.time
        if case .missed(let gap) = entry.event {
            noteGap(gap, tell)
        } else if case .configured(let facts) = entry.event {
            reconfigure(&engine, facts)
            if playback != nil { playCloses(&engine, tell) }
        } else if playback != nil {
            playCloses(&engine, tell)
        } else if case .commanded = entry.event, !engine.canAdd {
            report.differences += 1
        } else {
            apply(entry.event, now: Self.epoch + time) { take($0, &engine, tell) }
            // A crash may come between an event and what the feed made of it.
            if following != nil, !isCut { report.differences += expected.count }
        }
        try findNext()
    }

    public func end(_ error: ArchiveError?, _ tell: (CoreEvent) -> Void) {
        if case .torn(let path, let from, let bytes) = reader.ending {
            report.torn = "\(path): is cut off; its last \(bytes) bytes, from byte \(from) on, could not be read"
        }
        let detail = error.map { "\($0)" } ?? report.torn
        // A recording that was ended with its feed has told so itself.
        if view.status.state == .stopped, detail == nil { return }
        playback = playback ?? Playback(continuing: feed)
        playback?.setStatus(.stopped, detail ?? "the recording has ended")
        tell(.status(view.status, view.exchangeTime))
    }

    // MARK: Reading

    /// Makes the following entry the next one, with all that it led to.
    private func findNext() throws(ArchiveError) {
        next = following
        (following, expected) = (nil, [])
        guard next != nil else {
            if let hindrance { throw hindrance }
            return
        }
        while let entry = readOn() {
            switch entry.event {
            case .drew(let number): random.add(number)
            case .closed(let close): expected.append(close)
            case .opening, .sent, .asked: break  // wanted by the feed; it will want them again
            case .started, .connected, .received, .ended, .disconnected, .answered, .unanswered, .read, .commanded,
                .configured, .timer, .stopped, .missed:
                following = entry
                return
            }
        }
    }

    /// What comes next in the files; what hinders that is thrown once all before it was played.
    private func readOn() -> RecordingEntry? {
        do throws(ArchiveError) {
            return try reader.next()
        } catch {
            hindrance = error
            return nil
        }
    }

    // MARK: Playing

    private func reconfigure(_ engine: inout Engine, _ facts: [String: String]) {
        guard let change = configure(facts), engine.keys.count == view.router.buffers.count else {
            report.differences += 1
            return
        }
        engine.apply(change, buffers: view.router.buffers)
    }

    private func apply(_ event: RecordedEvent, now: ContinuousClock.Instant, _ take: (FeedEvent) -> Void) {
        switch event {
        case .started: feed.start(now: now)
        case .connected(let id): feed.connected(ConnectionID(number: id), now: now)
        case .received(let id, let bytes):
            _ = feed.receive(ConnectionID(number: id), spaceMin: bytes.count) { space in
                space.copyBytes(from: bytes)
                return bytes.count
            }
            step(ConnectionID(number: id), now: now, take)
        case .ended(let id):
            feed.endOfStream(ConnectionID(number: id))
            step(ConnectionID(number: id), now: now, take)
        case .disconnected(let id, let reason):
            feed.disconnected(ConnectionID(number: id), reason: reason, now: now)
        case .answered(let id, let answer):
            feed.answered(RequestID(number: id), .success(answer.response), now: now)
        case .unanswered(let id, let reason):
            feed.answered(RequestID(number: id), .failure(RequestTrouble(reason: reason)), now: now)
        case .read(let id):
            guard let response = unread.removeValue(forKey: id) else { break }
            let exchange = feed.exchange
            let result = Result { () throws(ExchangeFailure) in try exchange.instruments(from: response) }
            feed.decoded(RequestID(number: id), result, now: now)
        case .commanded(let command): apply(command, now: now)
        case .timer: feed.timerFired(now: now)
        case .stopped: feed.stop(now: now)
        case .opening, .sent, .asked, .drew, .closed, .missed, .configured: break  // no events of their own
        }
        drain(take)
        // What it wants done was done when it was recorded, but for the reading.
        while let action = feed.nextAction() {
            if case .decode(let id, let response) = action { unread[id.number] = response }
        }
    }

    private func apply(_ command: RecordedCommand, now: ContinuousClock.Instant) {
        switch command {
        case .add(let name): if let symbol = symbol(name) { _ = feed.add(symbol, now: now) }
        case .remove(let name): if let symbol = symbol(name) { _ = feed.remove(symbol, now: now) }
        case .move(let name, let place): if let symbol = symbol(name) { feed.move(symbol, to: place) }
        case .setTimeframe(let name):
            guard let timeframe = Timeframe(rawValue: name), feed.exchange.timeframes.contains(timeframe) else { break }
            feed.setTimeframe(timeframe, now: now)
        case .listSymbols: feed.wantSymbolList(now: now)
        }
    }

    private func symbol(_ name: String) -> Symbol? {
        do throws(MarketError) { return try Symbol(name) } catch { return nil }  // of a program that takes more
    }

    private func step(_ id: ConnectionID, now: ContinuousClock.Instant, _ take: (FeedEvent) -> Void) {
        while true {
            switch feed.step(id, now: now) {
            case .idle: return
            case .forming: break
            case .other: drain(take)
            }
        }
    }

    private func drain(_ take: (FeedEvent) -> Void) {
        while let event = feed.nextEvent() { take(event) }
    }

    private func take(_ event: FeedEvent, _ engine: inout Engine, _ tell: (CoreEvent) -> Void) {
        switch event {
        case .closed(let closed):
            if expected.first == RecordedClose(closed, of: feed.router.keys[closed.series]) {
                expected.removeFirst()
            } else if !isCut {
                report.differences += 1
            }
            tell(.closed(closed, feed.router.keys[closed.series]))
            if let signal = engine.take(closed, in: feed.router.buffers[closed.series]) { tell(.signal(signal)) }
        case .corrected(let series, let candle):
            engine.rebuild(series, from: feed.router.buffers[series])
            tell(.corrected(candle, feed.router.keys[series]))
        case .instrument(let series, let instrument): engine.take(rules: instrument.rules, of: series)
        case .repaired(let report): tell(.gap(report, feed.router.keys[report.series]))
        case .status(let status): tell(.status(status, feed.exchangeTime))
        case .notice(let notice): tell(.notice(notice))
        case .added(let series, let key): engine.add(key, at: series)
        case .removed(let series): engine.remove(series)
        case .timeframe, .banned: break  // the feed knows
        }
    }

    // MARK: Behind a gap

    /// Whether bytes are missing right behind the next event, and so maybe of what it led to.
    private var isCut: Bool { if case .missed = following?.event { true } else { false } }

    private func noteGap(_ gap: RecordingGap, _ tell: (CoreEvent) -> Void) {
        report.gaps.append(gap)
        playback = playback ?? Playback(continuing: feed)
        playback?.setStatus(.lagging, "the recording misses \(gap.events) events here; its closed candles go on")
        tell(.status(view.status, view.exchangeTime))
    }

    private func playCloses(_ engine: inout Engine, _ tell: (CoreEvent) -> Void) {
        for close in expected {
            let place = playback?.router.keys.firstIndex {
                $0.symbol.name == close.symbol && $0.timeframe.rawValue == close.timeframe
            }
            guard let place, let recorded = close.closedCandle(of: place),
                let closed = playback?.take(recorded, now: Self.epoch + time), let router = playback?.router
            else { continue }
            tell(.closed(closed, router.keys[closed.series]))
            if let signal = engine.take(closed, in: router.buffers[closed.series]) { tell(.signal(signal)) }
        }
    }
}

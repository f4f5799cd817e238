import Collections
import WickMarket

/// Gives out the closed candles of one series exactly once, in order, whatever the stream and the requests bring.
///
/// It knows which candle is due. A closed candle that comes too early is held while the missing ones are fetched; what
/// the exchange does not have becomes a counted hole. Nothing here reads a clock or asks for anything: ``missing`` says
/// what has to be asked for, and ``take(rows:isFullPage:exchangeTime:now:)`` takes the answer.
struct SeriesSequencer: Sendable {
    /// A closed candle from the stream that waits for its predecessors.
    struct Held: Equatable, Sendable {
        var candle: Candle
        var receivedAt: ContinuousClock.Instant
    }

    /// What an answer to a question for missing candles means for the next question.
    enum Progress: Equatable, Sendable {
        /// Nothing is missing any more.
        case complete
        /// There is more: ask again at once.
        case askNow
        /// The exchange does not show all of it yet: ask again later.
        case askLater
    }

    /// What became of a closed candle from the stream.
    enum Outcome: Equatable, Sendable { case delivered, held, duplicate, corrected }

    /// A fetched row that nothing follows may still change until so long after its close: the database behind the
    /// requests runs behind the stream.
    static let settlingMilliseconds: Int64 = 5_000
    /// A held candle that waited no longer than this is still fresh.
    static let freshFor: Duration = .seconds(5)
    /// The most candles held.
    static let heldMax = 2_000

    let timeframe: Timeframe
    /// The open time of the closed candle that is due; `nil` before anything is known.
    private(set) var expected: Timestamp?
    /// The gap that is being looked into, if there is one.
    private(set) var gap: GapSearch?
    /// Closed candles that wait for the gap to close, ascending.
    private(set) var held: Deque<Held> = []
    /// What to give out next, in order.
    var ready: Deque<SequencedCandle> = []
    /// Gaps that were closed and not reported yet.
    var reports: [GapSearch] = []
    private(set) var isWarm = false
    private var hasDelivered = false
    private var holesSinceDelivery = 0

    init(timeframe: Timeframe) { self.timeframe = timeframe }

    /// The candles that have to be asked for: the open times of the first and of the last one known to be missing.
    var missing: ClosedRange<Timestamp>? {
        guard isWarm, let expected, let gap, expected <= gap.upTo else { return nil }
        return expected...gap.upTo
    }

    // MARK: Warm-up

    /// Takes the history that the series starts from, oldest first, and drops from it what is not closed yet.
    ///
    /// - Parameter exchangeTime: a time that the exchange's clock has passed for sure; without one the last row counts as
    ///   forming.
    /// - Returns: the forming candle, if the history ends with it.
    mutating func start(history: [RESTCandle], exchangeTime: Timestamp?, now: ContinuousClock.Instant) -> Candle? {
        isWarm = true
        var forming: Candle?
        for (index, row) in history.enumerated() {
            if let expected, row.candle.openTime < expected { continue }
            let isLast = index == history.count - 1
            guard !isLast || isSettled(row, exchangeTime) else {
                forming = row.candle
                break
            }
            if let expected, row.candle.openTime > expected { markHole(from: expected, to: row.candle.openTime) }
            deliver(row.candle, .rest, .history)
        }
        if expected == nil { expected = forming?.openTime ?? exchangeTime.map(timeframe.openTime(containing:)) }
        releaseHeld(now: now)
        if let first = held.first { noteMissing(before: first.candle.openTime) }
        return forming
    }

    // MARK: The stream

    /// Takes a candle that the stream says is closed.
    mutating func take(
        closed candle: Candle, now: ContinuousClock.Instant, buffer: inout CandleSeries
    ) -> Outcome {
        guard isWarm else { return hold(candle, now: now) }
        guard let due = expected else {
            deliver(candle, .stream, .fresh)
            return .delivered
        }
        if candle.openTime < due { return takeAgain(candle, buffer: &buffer) }
        if candle.openTime > due {
            noteMissing(before: candle.openTime)
            return hold(candle, now: now)
        }
        deliver(candle, .stream, .fresh)
        releaseHeld(now: now)
        closeGapIfPassed()
        return .delivered
    }

    /// Takes note that a candle is forming, which means that all before it are closed.
    /// - Returns: `false` if that candle is closed already, so that the update is outdated.
    mutating func noteForming(openTime: Timestamp) -> Bool {
        guard let expected else { return true }
        if openTime < expected { return false }
        if isWarm, openTime > expected { noteMissing(before: openTime) }
        return true
    }

    /// Takes note that the exchange's clock has passed the close of candles that are due.
    /// - Parameter grace: how many milliseconds the stream may take to say so itself.
    mutating func noteExchangeTime(_ time: Timestamp, grace: Int64) {
        guard isWarm, let expected else { return }
        let passed = timeframe.openTime(containing: time.advanced(byMilliseconds: -grace))
        if passed > expected { noteMissing(before: passed) }
    }

    // MARK: Answers

    /// Takes the answer to a question for the candles from ``missing`` on, oldest first.
    ///
    /// A slot without a row counts as a hole only if later rows are there and a second answer agrees.
    /// - Parameter isFullPage: whether the answer was cut at the limit, so that there may be more.
    mutating func take(
        rows: [RESTCandle], isFullPage: Bool, exchangeTime: Timestamp?, now: ContinuousClock.Instant
    ) -> Progress {
        for (index, row) in rows.enumerated() {
            guard let due = expected, let search = gap, due <= search.upTo else { break }
            if row.candle.openTime < due { continue }
            let isFollowed = index < rows.count - 1
            guard isFollowed || isSettled(row, exchangeTime) || row.candle.openTime > search.upTo else { break }
            if row.candle.openTime > due, !skipHole(from: due, to: row.candle.openTime, now: now) { return .askLater }
            guard row.candle.openTime == expected, row.candle.openTime <= search.upTo else { continue }
            deliver(row.candle, .rest, .late)
            releaseHeld(now: now)
        }
        closeGapIfPassed()
        if missing == nil { return .complete }
        return isFullPage ? .askNow : .askLater
    }

    /// Gives the gap up: what is missing becomes holes, so that what is held can go on. For the case that the requests
    /// fail for longer than candles can be held.
    mutating func abandonGap(now: ContinuousClock.Instant) {
        guard let due = expected, let search = gap else { return }
        let next = held.first?.candle.openTime ?? timeframe.next(after: search.upTo)
        markHole(from: due, to: next)
        releaseHeld(now: now)
        closeGapIfPassed()
    }

    // MARK: Parts

    private func isSettled(_ row: RESTCandle, _ exchangeTime: Timestamp?) -> Bool {
        guard let exchangeTime else { return false }
        return row.closeTime.advanced(byMilliseconds: Self.settlingMilliseconds) < exchangeTime
    }

    private mutating func deliver(
        _ candle: Candle, _ source: CandleSource, _ timeliness: ClosedCandle.Timeliness
    ) {
        ready.append(
            SequencedCandle(
                candle: candle, source: source, timeliness: timeliness, holesBefore: holesSinceDelivery))
        holesSinceDelivery = 0
        if source == .rest { gap?.filled += 1 }
        hasDelivered = true
        expected = timeframe.next(after: candle.openTime)
    }

    private mutating func takeAgain(_ candle: Candle, buffer: inout CandleSeries) -> Outcome {
        guard let index = buffer.index(of: candle.openTime), buffer[index] != candle else { return .duplicate }
        buffer.correct(candle)
        return .corrected
    }

    private mutating func hold(_ candle: Candle, now: ContinuousClock.Instant) -> Outcome {
        if held.contains(where: { $0.candle.openTime == candle.openTime }) { return .duplicate }
        let place = held.lastIndex { $0.candle.openTime < candle.openTime }.map { $0 + 1 } ?? 0
        held.insert(Held(candle: candle, receivedAt: now), at: place)
        if held.count > Self.heldMax {
            if isWarm { abandonGap(now: now) } else { held.removeFirst() }
        }
        return .held
    }

    private mutating func noteMissing(before openTime: Timestamp) {
        guard let expected, openTime > expected else { return }
        let last = openTime.advanced(byMilliseconds: -timeframe.milliseconds)
        if gap == nil { gap = GapSearch(from: expected, upTo: last) }
        if let known = gap?.upTo, last > known { gap?.upTo = last }
    }

    /// Gives out what is held and due now. A candle that comes out of the queue within ``freshFor`` and is the newest is
    /// still fresh.
    private mutating func releaseHeld(now: ContinuousClock.Instant) {
        while let first = held.first, let due = expected, first.candle.openTime <= due {
            held.removeFirst()
            guard first.candle.openTime == due else { continue }
            let isFresh = held.isEmpty && first.receivedAt.duration(to: now) <= Self.freshFor
            deliver(first.candle, .stream, isFresh ? .fresh : .late)
        }
    }

    /// Passes over slots for which there is no row though later ones are there.
    /// - Returns: `false` if the slots were seen empty for the first time: a second look decides.
    private mutating func skipHole(from due: Timestamp, to next: Timestamp, now: ContinuousClock.Instant) -> Bool {
        var end = next
        if let first = held.first, first.candle.openTime < end { end = first.candle.openTime }
        if hasDelivered, gap?.suspect != due {
            gap?.suspect = due
            return false
        }
        markHole(from: due, to: end)
        releaseHeld(now: now)
        return true
    }

    /// Passes over slots that cannot be had. Before the first candle there is nothing to miss.
    private mutating func markHole(from due: Timestamp, to next: Timestamp) {
        if hasDelivered {
            let count = Int(next.milliseconds(since: due) / timeframe.milliseconds)
            gap?.holes += count
            holesSinceDelivery += count
        }
        expected = next
    }

    private mutating func closeGapIfPassed() {
        guard let search = gap, let expected, expected > search.upTo else { return }
        gap = nil
        reports.append(search)
    }
}

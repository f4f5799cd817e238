import Collections
import WickMarket

/// Gives out the closed candles of one series exactly once, in order, whatever the stream and the requests bring.
///
/// It knows which candle is due. A closed candle that comes too early is held while the missing ones are fetched; what
/// the exchange does not have becomes a counted hole. Nothing here reads a clock or asks for anything: ``missing`` says
/// what has to be asked for, and ``take(rows:isFullPage:clock:)`` takes the answer. The `clock` is the exchange's.
struct SeriesSequencer: Sendable {
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

    /// A fetched row that no later row follows may still change until so long after its close: the database behind the
    /// requests runs behind the stream, and a row that has not got all its trades yet looks like any other.
    static let settlingMilliseconds: Int64 = 30_000
    /// A candle from the stream that is given out no later than so long after its close is fresh.
    static let freshMilliseconds: Int64 = 10_000
    /// The most candles held; what comes beyond is fetched when its turn has come.
    static let heldMax = 1_000

    let timeframe: Timeframe
    /// The open time of the closed candle that is due; `nil` before the warm-up.
    private(set) var expected: Timestamp?
    /// The gap that is being looked into, if there is one.
    private(set) var gap: GapSearch?
    /// Closed candles from the stream that wait for their predecessors, ascending.
    private(set) var held: Deque<Candle> = []
    /// What to give out next, in order.
    var ready: Deque<SequencedCandle> = []
    /// Gaps that were closed and not reported yet.
    var reports: [GapSearch] = []
    private var hasDelivered = false
    private var holesSinceDelivery = 0

    init(timeframe: Timeframe) { self.timeframe = timeframe }

    /// Whether the history is there.
    var isWarm: Bool { expected != nil }

    /// The candles that have to be asked for: the open times of the first and of the last one known to be missing.
    var missing: ClosedRange<Timestamp>? {
        guard let expected, let gap, expected <= gap.upTo else { return nil }
        return expected...gap.upTo
    }

    // MARK: Warm-up

    /// Takes the history that the series starts from, oldest first, and drops from it what is not closed yet.
    /// - Returns: the forming candle, if the history ends with it.
    mutating func start(history: [RESTCandle], clock: Timestamp) -> Candle? {
        var forming: Candle?
        for (index, row) in history.enumerated() {
            if let expected, row.candle.openTime < expected { continue }
            guard index < history.count - 1 || isSettled(row, clock) else {
                forming = row.candle
                break
            }
            if let expected { markHole(from: expected, to: row.candle.openTime) }
            deliver(row.candle, .rest, .history)
        }
        if expected == nil {
            let first = forming?.openTime ?? timeframe.openTime(containing: clock)
            expected = held.first.map { min($0.openTime, first) } ?? first
        }
        releaseHeld(clock)
        if let last = held.last { noteMissing(before: last.openTime) }
        return forming
    }

    // MARK: The stream

    /// Takes a candle that the stream says is closed. One that was given out before and has other values now is put right
    /// in `buffer`.
    mutating func take(closed candle: Candle, clock: Timestamp, buffer: inout CandleSeries) -> Outcome {
        guard let due = expected else { return hold(candle) }
        if candle.openTime < due { return takeAgain(candle, buffer: &buffer) }
        if candle.openTime > due {
            noteMissing(before: candle.openTime)
            return hold(candle)
        }
        deliver(candle, .stream, timeliness(of: candle, clock))
        releaseHeld(clock)
        closeGapIfPassed()
        return .delivered
    }

    /// Takes note that a candle is forming, which means that all before it are closed.
    /// - Returns: `false` if that candle is closed already, so that the update is outdated.
    mutating func noteForming(openTime: Timestamp) -> Bool {
        guard let expected else { return true }
        if openTime < expected { return false }
        if openTime > expected { noteMissing(before: openTime) }
        return true
    }

    /// Takes note that the exchange's clock has passed the close of candles that are due.
    /// - Parameter grace: how many milliseconds the stream may take to say so itself.
    mutating func noteClock(_ clock: Timestamp, grace: Int64) {
        noteMissing(before: timeframe.openTime(containing: clock.advanced(byMilliseconds: -grace)))
    }

    // MARK: Answers

    /// Takes the answer to a question for the candles from ``missing`` on, oldest first.
    ///
    /// A slot without a row counts as a hole only if later rows are there and a second answer agrees.
    /// - Parameter isFullPage: whether the answer was cut at the limit, so that there may be more.
    mutating func take(rows: [RESTCandle], isFullPage: Bool, clock: Timestamp) -> Progress {
        let before = expected
        for (index, row) in rows.enumerated() {
            guard let due = expected, let search = gap, due <= search.upTo else { break }
            let openTime = row.candle.openTime
            if openTime < due { continue }
            guard index < rows.count - 1 || isSettled(row, clock) || openTime > search.upTo else { break }
            while let due = expected, due < openTime {
                guard skipHole(from: due, to: openTime, clock) else { return .askLater }
            }
            guard openTime == expected, openTime <= search.upTo else { continue }
            deliver(row.candle, .rest, .late)
            releaseHeld(clock)
        }
        closeGapIfPassed()
        if missing == nil { return .complete }
        return isFullPage && expected != before ? .askNow : .askLater
    }

    // MARK: Parts

    private func isSettled(_ row: RESTCandle, _ clock: Timestamp) -> Bool {
        row.closeTime.advanced(byMilliseconds: Self.settlingMilliseconds) < clock
    }

    private func timeliness(of candle: Candle, _ clock: Timestamp) -> ClosedCandle.Timeliness {
        let age = clock.milliseconds(since: timeframe.next(after: candle.openTime))
        return age <= Self.freshMilliseconds ? .fresh : .late
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

    private mutating func hold(_ candle: Candle) -> Outcome {
        let place = held.lastIndex { $0.openTime <= candle.openTime }
        if let place, held[place].openTime == candle.openTime {
            guard held[place] != candle else { return .duplicate }
            held[place] = candle
            return .corrected
        }
        if held.count == Self.heldMax {
            noteMissing(before: timeframe.next(after: candle.openTime))
            // Before the warm-up the oldest goes, for the history brings it.
            guard !isWarm else { return .held }
            held.removeFirst()
        }
        held.insert(candle, at: held.lastIndex { $0.openTime < candle.openTime }.map { $0 + 1 } ?? 0)
        return .held
    }

    private mutating func noteMissing(before openTime: Timestamp) {
        guard let expected, openTime > expected else { return }
        let last = openTime.advanced(byMilliseconds: -timeframe.milliseconds)
        if gap == nil { gap = GapSearch(from: expected, upTo: last) }
        if let known = gap?.upTo, last > known { gap?.upTo = last }
    }

    /// Gives out what is held and due now; only the newest of it can still be fresh.
    private mutating func releaseHeld(_ clock: Timestamp) {
        while let first = held.first, let due = expected, first.openTime <= due {
            held.removeFirst()
            guard first.openTime == due else { continue }
            deliver(first, .stream, held.isEmpty ? timeliness(of: first, clock) : .late)
        }
    }

    /// Passes over slots for which there is no row though later ones are there.
    /// - Returns: `false` if the slots were seen empty for the first time: a second look decides.
    private mutating func skipHole(from due: Timestamp, to next: Timestamp, _ clock: Timestamp) -> Bool {
        if hasDelivered, gap?.suspect != due {
            gap?.suspect = due
            return false
        }
        markHole(from: due, to: held.first.map { min($0.openTime, next) } ?? next)
        releaseHeld(clock)
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

    /// Reports a gap that is passed, unless the stream itself brought all of it after all.
    private mutating func closeGapIfPassed() {
        guard let search = gap, let expected, expected > search.upTo else { return }
        gap = nil
        if search.filled + search.holes > 0 { reports.append(search) }
    }
}

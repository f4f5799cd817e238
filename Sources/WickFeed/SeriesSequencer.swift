import Collections
import WickMarket

/// Gives out the closed candles of one series exactly once, in order, whatever the stream and the requests bring.
///
/// It knows which candle is due. A closed candle that comes too early is held while the missing ones are fetched; what
/// the exchange does not have becomes a counted hole. Nothing here reads a clock or asks for anything: ``missing`` says
/// what has to be asked for, and ``take(rows:isFullPage:asked:clock:)`` takes the answer. The `clock` is the exchange's.
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
    /// So long after its close a fetched row has been corrected, if it is at all. Whoever misses the next candle of a minute
    /// asks later than that.
    static let lastWordMilliseconds: Int64 = 45_000
    /// A candle from the stream that is given out no later than so long after its close is fresh.
    static let freshMilliseconds: Int64 = 10_000
    /// The most candles held; what comes beyond is fetched when its turn has come.
    static let heldMax = 1_000

    let timeframe: Timeframe
    /// The open time of the closed candle that is due; `nil` before the warm-up.
    var expected: Timestamp?
    /// The gap that is being looked into, if there is one.
    var gap: GapSearch?
    /// Closed candles from the stream that wait for their predecessors, ascending.
    var held: Deque<Candle> = []
    /// What to give out next, in order.
    var ready: Deque<SequencedCandle> = []
    /// Gaps that were closed and not reported yet.
    var reports: [GapSearch] = []
    /// The newest candle of the warm-up: what closed before we began is history, whenever it comes.
    private var historyEnd = Timestamp(milliseconds: .min)
    var hasDelivered = false
    var holesSinceDelivery = 0

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
    ///
    /// Behind a hole it has to be asked for again: one answer is not enough to believe in a hole.
    /// - Parameter asked: the exchange's clock when the history was asked for.
    /// - Returns: the forming candle, if the history ends with it.
    mutating func start(history: [RESTCandle], asked: Timestamp, clock: Timestamp) -> Candle? {
        var (closed, forming) = (history[...], Candle?.none)
        if let last = history.last, !isSettled(last, asked) {
            closed = history.dropLast()
            forming = last.candle
        }
        if let last = closed.last { historyEnd = last.candle.openTime }
        for row in closed {
            if let expected, row.candle.openTime < expected { continue }
            if let expected, row.candle.openTime > expected {
                noteMissing(before: timeframe.next(after: historyEnd))
                gap?.suspect = expected..<row.candle.openTime
                break
            }
            deliver(row.candle, .rest)
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
        deliver(candle, .stream, isFresh: isFresh(candle, clock))
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

    // MARK: Parts

    func isSettled(_ row: RESTCandle, _ clock: Timestamp) -> Bool {
        row.closeTime.advanced(byMilliseconds: Self.settlingMilliseconds) < clock
    }

    private func isFresh(_ candle: Candle, _ clock: Timestamp) -> Bool {
        clock.milliseconds(since: timeframe.next(after: candle.openTime)) <= Self.freshMilliseconds
    }

    mutating func deliver(_ candle: Candle, _ source: CandleSource, isFresh: Bool = false) {
        let timeliness: ClosedCandle.Timeliness =
            isFresh ? .fresh : candle.openTime <= historyEnd ? .history : .late
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
    mutating func releaseHeld(_ clock: Timestamp) {
        while let first = held.first, let due = expected, first.openTime <= due {
            held.removeFirst()
            guard first.openTime == due else { continue }
            deliver(first, .stream, isFresh: held.isEmpty && isFresh(first, clock))
        }
    }
}

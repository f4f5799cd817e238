import Testing
import WickMarket

@testable import WickFeed

/// What the stream and the warm-up do to a sequencer; answers to questions for missing candles have tests of their own.
struct SeriesSequencerTests {
    private var sequencer = SeriesSequencer(timeframe: .oneMinute)
    private var buffer = CandleSeries(capacity: 100)

    /// What is ready, as open time in minutes, source and timeliness.
    private mutating func given() -> [String] { sequencer.given(into: &buffer) }

    private mutating func take(_ index: Int, close: Double = 100, at clock: Timestamp? = nil)
        -> SeriesSequencer.Outcome
    {
        sequencer.take(closed: candle(index, close: close), clock: clock ?? minute(index + 1), buffer: &buffer)
    }

    // MARK: Warm-up

    @Test("a history that ends with the forming candle is due to go on with it")
    mutating func formingLast() {
        #expect(sequencer.missing == nil)
        #expect(
            sequencer.start(history: rows(0...2), asked: minute(2, plusSeconds: 59), clock: minute(2, plusSeconds: 59))
                == candle(2))
        #expect(given() == ["0 rest history", "1 rest history"])
        #expect(sequencer.expected == minute(2))
        #expect(sequencer.missing == nil)
    }

    @Test("the last row is closed only once it cannot change any more")
    mutating func settled() {
        #expect(
            sequencer.start(history: rows(0...2), asked: minute(3, plusSeconds: 29), clock: minute(3, plusSeconds: 29))
                == candle(2))
        var later = SeriesSequencer(timeframe: .oneMinute)
        #expect(
            later.start(history: rows(0...2), asked: minute(3, plusSeconds: 31), clock: minute(3, plusSeconds: 31))
                == nil)
        #expect(later.expected == minute(3))
    }

    @Test("without history the candle that forms now is the first")
    mutating func empty() {
        #expect(
            sequencer.start(history: [], asked: minute(5, plusSeconds: 10), clock: minute(5, plusSeconds: 10)) == nil)
        #expect(sequencer.expected == minute(5))
        #expect(take(4) == .duplicate)
        #expect(take(5) == .delivered)
        #expect(given() == ["5 stream fresh"])
    }

    @Test("a hole in the history has to be seen twice; what follows it is history too")
    mutating func holesInHistory() {
        let clock = minute(6, plusSeconds: 1)
        _ = sequencer.start(history: rows([0, 1, 5, 6]), asked: clock, clock: clock)
        #expect(given() == ["0 rest history", "1 rest history"])
        #expect(sequencer.missing == minute(2)...minute(5))
        #expect(sequencer.take(rows: rows([5, 6]), isFullPage: false, asked: clock, clock: clock) == .complete)
        #expect(given() == ["5 rest history after 3 holes"])
    }

    @Test("whether the last row is closed is judged by the time of the question")
    mutating func longWay() {
        let forming = sequencer.start(history: rows(0...2), asked: minute(2, plusSeconds: 5), clock: minute(8))
        #expect(forming == candle(2))
        #expect(sequencer.expected == minute(2))
    }

    @Test("rows that overlap are taken once")
    mutating func overlappingRows() {
        _ = sequencer.start(
            history: rows([0, 1, 0, 1, 2, 3]), asked: minute(3, plusSeconds: 1), clock: minute(3, plusSeconds: 1))
        #expect(given() == ["0 rest history", "1 rest history", "2 rest history"])
    }

    @Test("candles that closed before the history came are held, and go on from it")
    mutating func heldBeforeWarm() {
        #expect(take(2) == .held)
        #expect(take(3) == .held)
        #expect(take(3) == .duplicate)
        _ = sequencer.start(history: rows(0...2), asked: minute(4, plusSeconds: 1), clock: minute(4, plusSeconds: 1))
        #expect(given() == ["0 rest history", "1 rest history", "2 rest history", "3 stream fresh"])
        #expect(sequencer.missing == nil)
    }

    @Test("a gap between the history and what is held has to be asked for, up to the newest")
    mutating func gapBeforeHeld() {
        #expect(take(4) == .held)
        #expect(take(7) == .held)
        _ = sequencer.start(history: rows(0...2), asked: minute(8), clock: minute(8))
        #expect(sequencer.missing == minute(3)...minute(6))
    }

    // MARK: The stream

    private mutating func warm() {
        _ = sequencer.start(history: rows(0...2), asked: minute(2, plusSeconds: 59), clock: minute(2, plusSeconds: 59))
        _ = given()
    }

    @Test("what is due is delivered, what came before is a duplicate")
    mutating func inOrder() {
        warm()
        #expect(take(2) == .delivered)
        #expect(take(2) == .duplicate)
        #expect(take(1) == .duplicate)
        #expect(take(3) == .delivered)
        #expect(given() == ["2 stream fresh", "3 stream fresh"])
    }

    @Test("another final of a candle is a correction, and stands in the buffer")
    mutating func correction() {
        warm()
        #expect(take(2) == .delivered)
        _ = given()
        #expect(take(2, close: 101) == .corrected)
        #expect(buffer.last?.close == 101)
        #expect(take(2, close: 101) == .duplicate)
        #expect(take(-500, close: 5) == .duplicate)
    }

    @Test("a candle that is held can be corrected too")
    mutating func correctionOfHeld() {
        warm()
        #expect(take(3) == .held)
        #expect(take(3, close: 101) == .corrected)
        #expect(take(2) == .delivered)
        _ = given()
        #expect(buffer.last?.close == 101)
    }

    @Test("a candle that comes long after its close is late")
    mutating func late() {
        warm()
        #expect(take(2, at: minute(3, plusSeconds: 10)) == .delivered)
        #expect(take(3, at: minute(4, plusSeconds: 11)) == .delivered)
        #expect(given() == ["2 stream fresh", "3 stream late"])
    }

    @Test("a closed candle too far ahead is held, and the gap before it asked for")
    mutating func closedAhead() {
        warm()
        #expect(take(4) == .held)
        #expect(sequencer.missing == minute(2)...minute(3))
        #expect(given() == [])
    }

    @Test("frames that swapped places leave no trace")
    mutating func swapped() {
        warm()
        #expect(take(3) == .held)
        #expect(take(2, at: minute(4)) == .delivered)
        #expect(given() == ["2 stream late", "3 stream fresh"])
        #expect(sequencer.missing == nil)
        #expect(sequencer.reports == [])
    }

    @Test("a forming candle tells that all before it are closed; an older one is outdated")
    mutating func forming() {
        warm()
        #expect(sequencer.noteForming(openTime: minute(2)) == true)
        #expect(sequencer.missing == nil)
        #expect(sequencer.noteForming(openTime: minute(5)) == true)
        #expect(sequencer.missing == minute(2)...minute(4))
        #expect(sequencer.noteForming(openTime: minute(1)) == false)
    }

    @Test("the exchange's clock tells that a close is overdue, after a grace")
    mutating func overdue() {
        warm()
        sequencer.noteClock(minute(3, plusSeconds: 4), grace: 5000)
        #expect(sequencer.missing == nil)
        sequencer.noteClock(minute(3, plusSeconds: 5), grace: 5000)
        #expect(sequencer.missing == minute(2)...minute(2))
    }

    @Test("an early close is a close")
    mutating func earlyClose() {
        warm()
        #expect(take(2, at: minute(2, plusSeconds: 21)) == .delivered)
        #expect(sequencer.noteForming(openTime: minute(2)) == false)
        #expect(given() == ["2 stream fresh"])
    }

    @Test("what is held is bounded; the rest is asked for when its turn has come")
    mutating func heldMax() {
        warm()
        for index in 3..<(5 + SeriesSequencer.heldMax) { #expect(take(index) == .held) }
        #expect(sequencer.held.count == SeriesSequencer.heldMax)
        #expect(sequencer.missing == minute(2)...minute(4 + SeriesSequencer.heldMax))
    }

    @Test("what is held before the warm-up is bounded too, and the newest stays")
    mutating func heldMaxBeforeWarm() {
        for index in 0...SeriesSequencer.heldMax { #expect(take(index) == .held) }
        #expect(sequencer.held.count == SeriesSequencer.heldMax)
        #expect(sequencer.held.first == candle(1))
    }
}

extension SeriesSequencer {
    /// Takes what is ready into a buffer, and words it.
    mutating func given(into buffer: inout CandleSeries) -> [String] {
        var words: [String] = []
        while let next = ready.popFirst() {
            buffer.append(next.candle)
            let index = next.candle.openTime.milliseconds(since: minute(0)) / 60_000
            let holes = next.holesBefore > 0 ? " after \(next.holesBefore) holes" : ""
            words.append("\(index) \(next.source.rawValue) \(next.timeliness)\(holes)")
        }
        return words
    }
}

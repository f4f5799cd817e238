import Testing
import WickMarket

@testable import WickFeed

/// What answers to questions for missing candles do to a sequencer.
struct GapTests {
    private var sequencer = SeriesSequencer(timeframe: .oneMinute)
    private var buffer = CandleSeries(capacity: 100)

    /// Candles 0 and 1 are there, 2 to `last` are missing.
    init() { _ = sequencer.start(history: rows(0...2), asked: minute(2), clock: minute(2)) }

    private mutating func miss(upTo last: Int) {
        _ = sequencer.given(into: &buffer)
        _ = sequencer.noteForming(openTime: minute(last + 1))
    }

    private mutating func answer(_ indices: some Sequence<Int>, full: Bool = false, at clock: Timestamp)
        -> SeriesSequencer.Progress
    {
        sequencer.take(rows: rows(indices), isFullPage: full, asked: clock, clock: clock)
    }

    @Test("rows fill the gap; the forming row at the end only shows that the others are closed")
    mutating func fills() {
        miss(upTo: 3)
        #expect(answer(2...4, at: minute(4, plusSeconds: 1)) == .complete)
        #expect(sequencer.given(into: &buffer) == ["2 rest late", "3 rest late"])
        #expect(sequencer.expected == minute(4))
        #expect(sequencer.reports.map(\.filled) == [2])
    }

    @Test("pages follow each other at once, as long as they bring something")
    mutating func pages() {
        miss(upTo: 6)
        #expect(answer(2...4, full: true, at: minute(7)) == .askNow)
        #expect(sequencer.missing == minute(5)...minute(6))
        #expect(answer(2...4, full: true, at: minute(7)) == .askLater)
        #expect(answer(5...7, full: true, at: minute(7)) == .complete)
        #expect(sequencer.given(into: &buffer).count == 5)
    }

    @Test("a last row that may still change is not taken")
    mutating func lagging() {
        miss(upTo: 3)
        #expect(answer(2...3, at: minute(4, plusSeconds: 20)) == .askLater)
        #expect(sequencer.given(into: &buffer) == ["2 rest late"])
        #expect(answer([], at: minute(4, plusSeconds: 21)) == .askLater)
        #expect(answer(3...3, at: minute(4, plusSeconds: 31)) == .complete)
    }

    @Test("a slot without a row is a hole when a second answer agrees")
    mutating func hole() {
        miss(upTo: 5)
        #expect(answer([2, 5, 6], at: minute(6, plusSeconds: 1)) == .askLater)
        #expect(sequencer.given(into: &buffer) == ["2 rest late"])
        #expect(answer([5, 6], at: minute(6, plusSeconds: 2)) == .complete)
        #expect(sequencer.given(into: &buffer) == ["5 rest late after 2 holes"])
        #expect(sequencer.reports.map(\.holes) == [2])
        #expect(sequencer.reports.map(\.filled) == [2])
    }

    @Test("a row that was left out once is no hole")
    mutating func transientHole() {
        miss(upTo: 5)
        #expect(answer([2, 5, 6], at: minute(6, plusSeconds: 1)) == .askLater)
        #expect(answer([3, 4, 5, 6], at: minute(6, plusSeconds: 2)) == .complete)
        #expect(sequencer.reports.map(\.holes) == [0])
    }

    @Test("two answers with a hole agree only if none came between them")
    mutating func interruptedAgreement() {
        miss(upTo: 5)
        #expect(answer([2, 5, 6], at: minute(6, plusSeconds: 1)) == .askLater)
        #expect(answer([], at: minute(6, plusSeconds: 2)) == .askLater)
        #expect(answer([5, 6], at: minute(6, plusSeconds: 3)) == .askLater)
        #expect(answer([5, 6], at: minute(6, plusSeconds: 4)) == .complete)
    }

    @Test("a row that another answer showed between two that left it out is no hole")
    mutating func shownBetween() {
        miss(upTo: 3)
        #expect(answer([2, 4], at: minute(4, plusSeconds: 1)) == .askLater)
        sequencer.noteShown(rows(3...4))
        #expect(answer([4], at: minute(4, plusSeconds: 2)) == .askLater)
        #expect(answer([3, 4], at: minute(4, plusSeconds: 3)) == .complete)
        #expect(sequencer.reports.map(\.holes) == [0])
    }

    @Test("of two answers with a hole only what both leave out is one")
    mutating func partialAgreement() {
        miss(upTo: 6)
        #expect(answer([4, 5, 6, 7], at: minute(7)) == .askLater)
        #expect(answer([6, 7], at: minute(7)) == .askLater)
        #expect(answer([4, 5, 6, 7], at: minute(7)) == .complete)
        #expect(
            sequencer.given(into: &buffer) == ["4 rest late after 2 holes", "5 rest late", "6 rest late"])
    }

    @Test("a later hole needs two answers of its own")
    mutating func twoHoles() {
        miss(upTo: 7)
        #expect(answer([2, 4, 6, 7, 8], at: minute(8)) == .askLater)
        #expect(answer([4, 6, 7, 8], at: minute(8)) == .askLater)
        #expect(answer([6, 7, 8], at: minute(8)) == .complete)
        #expect(
            sequencer.given(into: &buffer) == [
                "2 rest late", "4 rest late after 1 holes", "6 rest late after 1 holes", "7 rest late",
            ])
    }

    @Test("what is held goes between the rows, and a candle that only the stream had is no hole")
    mutating func heldBetween() {
        miss(upTo: 2)
        #expect(sequencer.take(closed: candle(4), clock: minute(5), buffer: &buffer) == .held)
        #expect(answer([2, 5], at: minute(5, plusSeconds: 1)) == .askLater)
        #expect(answer([5], at: minute(5, plusSeconds: 2)) == .complete)
        #expect(sequencer.given(into: &buffer) == ["2 rest late", "4 stream fresh after 1 holes"])
    }

    @Test("a gap that the stream closes itself is none, and a late answer to it changes nothing")
    mutating func closedByStream() {
        miss(upTo: 2)
        #expect(sequencer.take(closed: candle(2), clock: minute(3), buffer: &buffer) == .delivered)
        #expect(sequencer.missing == nil)
        #expect(sequencer.reports == [])
        #expect(answer(2...3, at: minute(3)) == .complete)
        #expect(sequencer.given(into: &buffer) == ["2 stream fresh"])
    }

    @Test("what was corrected while nobody listened is put right, once the exchange has had the last word on it")
    mutating func correction() {
        miss(upTo: 3)
        var rows = rows(0...3)
        (rows[0].candle.close, rows[1].candle.close) = (100.5, 100.25)
        let tooEarly = sequencer.correct(&buffer, by: rows, asked: minute(1, plusSeconds: 44))
        #expect(tooEarly == [] && buffer[0].close == 100)
        #expect(sequencer.correct(&buffer, by: rows, asked: minute(2, plusSeconds: 30)) == [rows[0].candle])
        #expect(sequencer.correct(&buffer, by: rows, asked: minute(4, plusSeconds: 1)) == [rows[1].candle])
        #expect(sequencer.correct(&buffer, by: rows, asked: minute(9)) == [])
        #expect((0..<2).map { buffer[$0].close } == [100.5, 100.25])
    }

    @Test("the minutes of an outage, once the exchange goes on, are one hole")
    mutating func outage() {
        miss(upTo: 2)
        sequencer.noteClock(minute(80), grace: 5000)
        #expect(answer([2], at: minute(60)) == .askLater)
        #expect(answer([], at: minute(80)) == .askLater)
        #expect(answer([83], at: minute(83, plusSeconds: 1)) == .askLater)
        #expect(answer([83], at: minute(83, plusSeconds: 2)) == .complete)
        _ = sequencer.noteForming(openTime: minute(83))
        #expect(sequencer.missing == nil)
        #expect(sequencer.reports.map(\.holes) == [80])
        #expect(sequencer.take(closed: candle(83), clock: minute(84), buffer: &buffer) == .delivered)
        #expect(sequencer.given(into: &buffer) == ["2 rest late", "83 stream fresh after 80 holes"])
    }
}

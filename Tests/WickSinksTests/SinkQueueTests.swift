import Testing

@testable import WickSinks

struct SinkQueueTests {
    private func minutes(_ records: [SinkRecord]) -> [Int?] {
        Records.minutes(of: records.map { String(decoding: $0.line, as: UTF8.self) }.joined())
    }

    @Test("gives records in order, and no more than asked for")
    func inOrder() {
        var queue = SinkQueue()
        for minute in 0..<5 { queue.add(Records.candle(minute)) }
        let first = queue.take(3)
        #expect(minutes(first.records) == [0, 1, 2] && first.missed == 0)
        #expect(minutes(queue.take(3).records) == [3, 4])
        #expect(queue.isEmpty && queue.missed == 0)
    }

    @Test("drops the oldest candles beyond its bound, counts them, and tells once")
    func bound() {
        var queue = SinkQueue()
        for minute in 0..<(SinkQueue.recordsMax + 7) { queue.add(Records.candle(minute)) }
        #expect(queue.count == SinkQueue.recordsMax && queue.missed == 7)
        let first = queue.take(1)
        #expect(first.missed == 7 && minutes(first.records) == [7])
        #expect(queue.take(1).missed == 0)
    }

    @Test("keeps signals longer than candles, first in line, up to a bound of their own")
    func signals() {
        var queue = SinkQueue()
        for minute in 0..<10 { queue.add(Records.refusal(minute)) }
        for minute in 10..<(SinkQueue.recordsMax + 20) { queue.add(Records.candle(minute)) }
        #expect(queue.missed == 10)
        let first = queue.take(12)
        #expect(minutes(first.records) == Array(0..<10) + [20, 21])

        queue = SinkQueue()
        let all = SinkQueue.recordsMax + SinkQueue.signalsMax
        for minute in 0..<(all + 3) { queue.add(Records.refusal(minute)) }
        #expect(queue.count == all && queue.missed == 3)
        #expect(minutes(queue.take(1).records) == [3])
    }

    @Test("counts all that waits when it is given up")
    func givenUp() {
        var queue = SinkQueue()
        for minute in 0..<4 { queue.add(Records.candle(minute)) }
        queue.noteMissed(2)
        queue.giveUp()
        #expect(queue.isEmpty && queue.missed == 6)
    }
}

struct SinkBatchTests {
    @Test("begins a cut line anew, and counts whole records only", arguments: [0, 5])
    func restart(missed: Int) throws {
        var batch = SinkBatch(missed: missed, records: [Records.candle(1), Records.candle(2)])
        let lines = String(decoding: batch.bytes, as: UTF8.self).split(separator: "\n").map { $0.utf8.count + 1 }
        #expect(lines.count == (missed == 0 ? 2 : 3))
        #expect(batch.recordsLeft == 2)
        batch.advance(by: lines.dropLast().reduce(0, +) + 3)
        #expect(batch.recordsLeft == 1)
        batch.restartLine()
        #expect(batch.rest.count == lines.last && batch.recordsLeft == 1)
        batch.finish()
        #expect(batch.isDone && batch.recordsLeft == 0)
    }

    @Test("tells first how many are missing")
    func missing() {
        let batch = SinkBatch(missed: 12, records: [Records.candle(1)])
        #expect(String(decoding: batch.bytes, as: UTF8.self).hasPrefix("{\"type\":\"missed\",\"count\":12}\n{\"type\""))
    }
}

struct SinkPausesTests {
    @Test("double up to a minute, and start again after it has worked for a while")
    func doubling() {
        var pauses = SinkPauses()
        #expect(
            (0..<8).map { _ in pauses.next(workedFor: .zero) } == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(pauses.next(workedFor: .seconds(9)) == .seconds(60))
        #expect(pauses.next(workedFor: .seconds(10)) == .seconds(1))
        #expect(pauses.next(workedFor: .zero) == .seconds(2))
    }
}

struct SinkSetupTests {
    @Test(
        "titles hold no secret",
        arguments: [
            (SinkSetup.Target.command(["/usr/bin/tool", "--key", "hidden"]), "command /usr/bin/tool"),
            (.socket("/run/wick.sock"), "socket /run/wick.sock"),
            (.webhook("https://hooks.example:8443/hidden/hidden?key=hidden"), "webhook https://hooks.example:8443"),
            (.webhook("https://hooks.example?key=hidden"), "webhook https://hooks.example"),
        ])
    func titles(target: SinkSetup.Target, title: String) {
        #expect(SinkSetup(target).title == title)
    }
}

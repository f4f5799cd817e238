import Testing

@testable import WickFeed

struct RequestQueueTests {
    private var queue = RequestQueue(inFlightMax: 2, weightPerMinute: 100, now: start)

    private mutating func send(weight: Int = 1, at now: ContinuousClock.Instant = start) -> RequestID? {
        guard let purpose = queue.nextDue(now: now) else { return nil }
        return queue.begin(purpose, weight: weight)
    }

    @Test("sends in order, at most so many at once, and each once")
    mutating func inFlight() throws {
        for number in 0..<3 { queue.add(.repair(series: number), notBefore: start) }
        #expect(queue.add(.repair(series: 0), notBefore: start) == false)
        #expect(queue.nextDue(now: start) == .repair(series: 0))
        let first = try #require(send())
        #expect(queue.add(.repair(series: 0), notBefore: start) == false)
        #expect(send() != nil)
        #expect(queue.nextDue(now: start) == nil)
        #expect(queue.deadline == nil)
        #expect(queue.answered(first)?.purpose == .repair(series: 0))
        #expect(queue.answered(first) == nil)
        #expect(queue.nextDue(now: start) == .repair(series: 2))
    }

    @Test("missing candles and the clock go before histories and rules")
    mutating func priority() {
        for purpose in [RequestPurpose.instruments, .warmUp(series: 0), .repair(series: 1), .serverTime] {
            queue.add(purpose, notBefore: start)
        }
        #expect(send() != nil && queue.contains(.repair(series: 1)))
        #expect(queue.nextDue(now: start) == .serverTime)
        #expect(send() != nil && queue.nextDue(now: start) == nil)
    }

    @Test("what is abandoned is not sent, and an answer on its way to it is for nothing")
    mutating func abandon() throws {
        queue.add(.warmUp(series: 0), notBefore: start)
        queue.add(.warmUp(series: 1), notBefore: start)
        let first = try #require(send())
        for number in 0..<3 { queue.abandon(.warmUp(series: number)) }
        #expect(queue.nextDue(now: start) == nil && !queue.contains(.warmUp(series: 0)))
        queue.add(.warmUp(series: 0), notBefore: start)
        #expect(queue.answered(first)?.purpose == .nothing)
        #expect(queue.contains(.warmUp(series: 0)), "the new one is not taken for answered")
    }

    @Test("waits for the time that was named")
    mutating func notBefore() {
        queue.add(.serverTime, notBefore: start + .seconds(5))
        #expect(queue.nextDue(now: start + .seconds(4)) == nil)
        #expect(queue.deadline == start + .seconds(5))
        #expect(queue.nextDue(now: start + .seconds(5)) == .serverTime)
    }

    @Test("uses four fifths of the weight of a minute, and goes on in the next")
    mutating func weight() throws {
        queue.add(.instruments, notBefore: start)
        queue.add(.serverTime, notBefore: start)
        let first = try #require(send(weight: 80))
        _ = queue.answered(first)
        #expect(send() == nil)
        #expect(queue.deadline == start + .seconds(60))
        #expect(queue.nextDue(now: start + .seconds(59)) == nil)
        #expect(send(at: start + .seconds(60)) != nil)
        #expect(!queue.isBlocked(now: start))
    }

    @Test("a request heavier than the budget goes out alone")
    mutating func tooHeavy() {
        queue.add(.instruments, notBefore: start)
        #expect(send(weight: 1000) != nil)
    }

    @Test("believes the exchange's count of the weight if it is higher")
    mutating func usedWeight() {
        queue.noteUsedWeight(80)
        queue.noteUsedWeight(3)
        queue.add(.serverTime, notBefore: start)
        #expect(send() == nil)
        #expect(send(at: start + .seconds(60)) != nil)
    }

    @Test("sends nothing while the exchange has told us to wait")
    mutating func block() {
        queue.block(until: start + .seconds(120))
        queue.block(until: start + .seconds(30))
        queue.add(.serverTime, notBefore: start)
        #expect(queue.isBlocked(now: start + .seconds(119)))
        #expect(queue.nextDue(now: start + .seconds(119)) == nil)
        #expect(queue.deadline == start + .seconds(120))
        #expect(queue.nextDue(now: start + .seconds(120)) == .serverTime)
    }

    @Test("asks again after 1, 2, 4 … 30 s, and after 1 s once it has succeeded")
    mutating func retries() {
        var pauses: [Duration] = []
        for _ in 0..<7 {
            queue.addAgain(.repair(series: 0), now: start)
            guard let due = queue.deadline, let id = send(at: due) else { break }
            pauses.append(start.duration(to: due))
            _ = queue.answered(id)
        }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
        queue.succeeded(.repair(series: 0))
        queue.addAgain(.repair(series: 0), now: start)
        #expect(queue.deadline == start + .seconds(1))
    }

    @Test("forgets what there is no need to ask any more")
    mutating func remove() {
        queue.add(.repair(series: 0), notBefore: start)
        queue.remove(.repair(series: 0))
        #expect(!queue.contains(.repair(series: 0)))
        #expect(queue.nextDue(now: start) == nil)
    }
}

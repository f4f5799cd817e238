import Synchronization
import Testing

@testable import wick

struct JournalGateTests {
    private final class Passed: Sendable {
        private let items = Mutex<[Int]>([])
        var all: [Int] { items.withLock(\.self) }
        func add(_ item: Int) { items.withLock { $0.append(item) } }
    }

    private func gate() -> (JournalGate<Int>, Passed) {
        let passed = Passed()
        return (JournalGate { passed.add($0) }, passed)
    }

    @Test("holds a signal back until it is on disk, and all behind it, in order")
    func holdsBack() {
        let (gate, passed) = gate()
        gate.take(1)
        gate.take(2, signal: 1)
        gate.take(3)
        gate.take(4, signal: 2)
        gate.take(5)
        #expect(passed.all == [1])
        gate.written(upTo: 1, hasTrouble: false)
        #expect(passed.all == [1, 2, 3])
        gate.take(6)
        gate.written(upTo: 2, hasTrouble: false)
        gate.take(7)
        #expect(passed.all == Array(1...7))
    }

    @Test("lets go what cannot get on disk, and holds nothing back where there is no journal")
    func lets() {
        let (gate, passed) = gate()
        gate.take(1, signal: 1)
        gate.written(upTo: 0, hasTrouble: true)
        gate.take(2, signal: 2)
        #expect(passed.all == [1])
        gate.open()
        gate.take(3, signal: 3)
        #expect(passed.all == [1, 2, 3])
    }

    @Test("holds no more than so much while a disk stands still")
    func isBounded() {
        let (gate, passed) = gate()
        gate.take(0, signal: 1)
        let heldMax = JournalGate<Int>.heldMax
        for item in 1..<heldMax { gate.take(item) }
        #expect(passed.all.isEmpty)
        gate.take(heldMax)
        #expect(passed.all == Array(0...heldMax))
    }
}

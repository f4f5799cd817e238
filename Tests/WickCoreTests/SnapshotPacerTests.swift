import Testing
import WickTestKit

@testable import WickCore

struct SnapshotPacerTests {
    private let start = ContinuousClock.now

    @Test("nothing is due before something changes")
    func nothing() {
        var pacer = SnapshotPacer(refreshHz: 10)
        #expect(pacer.next(now: start) == .nothing)
        pacer.noteChange()
        #expect(pacer.next(now: start) == .publish)
        #expect(pacer.next(now: start + .seconds(9)) == .nothing)
    }

    @Test("changes come at most so many times a second")
    func paces() {
        var pacer = SnapshotPacer(refreshHz: 10)
        pacer.noteChange()
        #expect(pacer.next(now: start) == .publish)
        pacer.noteChange()
        let due = start + .milliseconds(100)
        #expect(pacer.next(now: start + .milliseconds(1)) == .wait(until: due))
        #expect(pacer.next(now: start + .milliseconds(99)) == .wait(until: due))
        #expect(pacer.next(now: due) == .publish)
        #expect(pacer.next(now: due) == .nothing)
    }

    @Test("a new view is due at once, and counts for what follows")
    func newView() {
        var pacer = SnapshotPacer(refreshHz: 2)
        pacer.noteChange()
        #expect(pacer.next(now: start) == .publish)
        pacer.noteNewView()
        #expect(pacer.next(now: start + .milliseconds(10)) == .publish)
        pacer.noteChange()
        #expect(pacer.next(now: start + .milliseconds(20)) == .wait(until: start + .milliseconds(510)))
    }

    @Test("a rate below 1 counts as 1", arguments: [0, -1, .min])
    func rate(_ refreshHz: Int) {
        var pacer = SnapshotPacer(refreshHz: refreshHz)
        pacer.noteChange()
        #expect(pacer.next(now: start) == .publish)
        pacer.noteChange()
        #expect(pacer.next(now: start) == .wait(until: start + .seconds(1)))
    }

    @Test("over any run of changes and looks the rate holds and no change is lost", arguments: 0..<50 as Range<UInt64>)
    func rateHolds(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let refreshHz = Int.random(in: 1...60, using: &random)
        var pacer = SnapshotPacer(refreshHz: refreshHz)
        var (now, hasChanged) = (start, false)
        var published: [ContinuousClock.Instant] = []
        for _ in 0..<1_000 {
            now += .microseconds(Int64.random(in: 0...20_000, using: &random))
            if Bool.random(using: &random) {
                pacer.noteChange()
                hasChanged = true
            }
            switch pacer.next(now: now) {
            case .nothing: #expect(!hasChanged)
            case .wait(until: let due): #expect(hasChanged && due > now)
            case .publish:
                published.append(now)
                hasChanged = false
            }
        }
        let interval = Duration.seconds(1) / refreshHz
        #expect(zip(published, published.dropFirst()).allSatisfy { $0.duration(to: $1) >= interval })
    }
}

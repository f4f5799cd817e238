import Dispatch
import Glibc
import Testing

@testable import WickEngine

struct LineBacklogTests {
    /// A backlog that an expectation may change.
    private final class Held {
        private var backlog: LineBacklog

        init(bytesMax: Int) { backlog = LineBacklog(bytesMax: bytesMax) }

        var trouble: String? { backlog.trouble }

        func add(_ bytes: [UInt8], number: Int) -> (mustSchedule: Bool, room: DispatchSemaphore?) {
            backlog.add(bytes, number: number)
        }

        func takeBatch() -> LineBacklog.Batch? { backlog.takeBatch() }

        func finish(
            _ batch: LineBacklog.Batch, written count: Int, failure: SystemError?
        ) -> (writtenNumber: Int, trouble: String?, released: [DispatchSemaphore]) {
            backlog.finish(batch, written: count, failure: failure)
        }

        func stopHoldingBack() -> [DispatchSemaphore] { backlog.stopHoldingBack() }
    }

    private let full = SystemError(ENOSPC)

    @Test("one writer is sent for, and finds all that came meanwhile in one batch")
    func batches() throws {
        let backlog = Held(bytesMax: 100)
        #expect(backlog.add([1, 2], number: 1).mustSchedule)
        #expect(!backlog.add([3], number: 2).mustSchedule)
        let batch = try #require(backlog.takeBatch())
        #expect(batch.bytes == [1, 2, 3] && batch.number == 2)
        #expect(!backlog.add([4], number: 3).mustSchedule)
        #expect(backlog.finish(batch, written: 3, failure: nil).writtenNumber == 2)
        let next = try #require(backlog.takeBatch())
        #expect(next.bytes == [4])
        #expect(backlog.finish(next, written: 1, failure: nil).writtenNumber == 3)
        #expect(backlog.takeBatch() == nil)
        #expect(backlog.add([5], number: 4).mustSchedule)
    }

    @Test("a line of no bytes is reported all the same")
    func emptyLine() throws {
        let backlog = Held(bytesMax: 100)
        _ = backlog.add([], number: 7)
        let batch = try #require(backlog.takeBatch())
        #expect(batch.bytes.isEmpty && backlog.finish(batch, written: 0, failure: nil).writtenNumber == 7)
        #expect(backlog.takeBatch() == nil)
    }

    @Test("who finds no room waits until a batch is written")
    func holdsBack() throws {
        let backlog = Held(bytesMax: 3)
        #expect(backlog.add([1, 2, 3], number: 1).room == nil)
        let room = try #require(backlog.add([4], number: 2).room)
        let batch = try #require(backlog.takeBatch())
        #expect(batch.bytes == [1, 2, 3, 4])
        #expect(backlog.add([5], number: 3).room == nil)
        let released = backlog.finish(batch, written: 4, failure: nil).released
        #expect(released.count == 1 && released.first === room)
    }

    @Test("nobody waits once that is called off, and nothing is lost by it")
    func stopsHoldingBack() throws {
        let backlog = Held(bytesMax: 1)
        let room = try #require(backlog.add([1, 2], number: 1).room)
        #expect(backlog.stopHoldingBack().first === room)
        #expect(backlog.add([3], number: 2).room == nil)
        #expect(backlog.takeBatch()?.bytes == [1, 2, 3])
    }

    @Test("what could not be written stays first in line, from the byte on")
    func retries() throws {
        let backlog = Held(bytesMax: 100)
        _ = backlog.add([1, 2, 3], number: 1)
        let batch = try #require(backlog.takeBatch())
        _ = backlog.add([4], number: 2)
        let outcome = backlog.finish(batch, written: 1, failure: full)
        #expect(outcome.writtenNumber == 0 && outcome.trouble == "No space left on device (errno 28)")
        #expect(backlog.add([5], number: 3).mustSchedule, "the next line is the next try")
        let again = try #require(backlog.takeBatch())
        #expect(again.bytes == [2, 3, 4, 5] && again.number == 3)
        let end = backlog.finish(again, written: 4, failure: nil)
        #expect(end.writtenNumber == 3 && end.trouble == nil && backlog.trouble == nil)
    }

    @Test("it gives up when too much waits behind trouble, instead of making anybody wait for ever")
    func givesUpWhenFull() throws {
        let backlog = Held(bytesMax: 3)
        _ = backlog.add([1, 2], number: 1)
        let batch = try #require(backlog.takeBatch())
        _ = backlog.finish(batch, written: 0, failure: full)
        #expect(backlog.add([3, 4], number: 2).room == nil)
        #expect(backlog.takeBatch() == nil && backlog.trouble != nil)
        let (mustSchedule, room) = backlog.add([5], number: 3)
        #expect(!mustSchedule && room == nil)
    }

    @Test("it gives up when nobody is left to read", arguments: [EPIPE, EBADF])
    func givesUpWithoutReader(_ number: Int32) throws {
        let backlog = Held(bytesMax: 3)
        let room = backlog.add([1, 2, 3, 4], number: 1).room
        let batch = try #require(backlog.takeBatch())
        let outcome = backlog.finish(batch, written: 2, failure: SystemError(number))
        #expect(outcome.released.first === room && outcome.trouble != nil && outcome.writtenNumber == 0)
        #expect(backlog.add([5], number: 2).room == nil && backlog.takeBatch() == nil)
        #expect(backlog.trouble == outcome.trouble)
    }

    @Test("having given up during a write, it stays so when that write succeeds")
    func staysGivenUp() throws {
        let backlog = Held(bytesMax: 3)
        _ = backlog.add([1], number: 1)
        var batch = try #require(backlog.takeBatch())
        _ = backlog.finish(batch, written: 0, failure: full)
        _ = backlog.add([2], number: 2)
        batch = try #require(backlog.takeBatch())
        _ = backlog.add([3, 4, 5, 6], number: 3)
        #expect(backlog.finish(batch, written: 2, failure: nil).trouble != nil)
        #expect(backlog.takeBatch() == nil && backlog.trouble != nil)
    }
}

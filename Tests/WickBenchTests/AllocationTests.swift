import CAllocations
import Testing

@testable import wick_bench

/// The way from a socket's bytes to the series and the decisions, counted on this thread.
@Suite(.enabled(if: allocations_are_counted() != 0, "a sanitizer has the allocator to itself"))
struct AllocationTests {
    @Test("forming candles pass frame decoder, scanner, feed and engine without an allocation")
    func formingCandles() throws {
        var direct = try DirectFeed(symbols: 10)
        let tape = Tape(direct.market, forming: direct.market.historyCount, parts: 1..<51, of: 51)
        direct.apply(tape.bytes)  // buffers grow to their size
        #expect(allocated { direct.apply(tape.bytes) } == 0)
        let newest = direct.market.candle(9, direct.market.historyCount, part: 50, of: 51).candle
        #expect(direct.feed.router.buffers[9].forming == newest)
    }

    @Test("the counter counts what this thread allocates")
    func counts() {
        #expect(allocated { _ = [UInt8](repeating: 1, count: Int.random(in: 1_000...2_000)) } > 0)
    }

    private func allocated(_ body: () -> Void) -> UInt {
        let before = allocations_of_this_thread()
        body()
        return allocations_of_this_thread() - before
    }
}

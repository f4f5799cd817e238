import Dispatch
import Glibc
import Synchronization

/// What comes out of a descriptor, with the moment at which each piece came.
final class CollectedOutput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var pieces: [(end: Int, moment: Int)] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)

    /// Reads from now on, and closes the descriptor at its end.
    init(reading descriptor: Int32) { Thread.start { self.read(descriptor) } }

    /// The number of bytes so far.
    var count: Int { state.withLock { $0.bytes.count } }

    /// What came, from this byte on.
    func text(from start: Int = 0) -> String { state.withLock { String(decoding: $0.bytes[start...], as: UTF8.self) } }

    /// Waits until `text` has come behind the first `start` bytes.
    /// - Returns: the moment at which its last byte came.
    @discardableResult
    func wait(for text: String, from start: Int = 0, seconds: Int) throws -> Int {
        let wanted = Array(text.utf8)
        let deadline = DispatchTime.now() + .seconds(seconds)
        var searched = start
        while true {
            let (found, hasEnded) = state.withLock { state in
                let end = Self.end(of: wanted, in: state.bytes, from: searched)
                searched = max(start, state.bytes.count - wanted.count + 1)
                return (end.flatMap { end in state.pieces.first { $0.end >= end }?.moment }, state.hasEnded)
            }
            if let found { return found }
            guard !hasEnded, news.wait(timeout: deadline) == .success else {
                throw BenchmarkError("'\(text)' did not come within \(seconds) s: \(self.text().suffix(300))")
            }
        }
    }

    private static func end(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start + wanted.count <= bytes.count else { return nil }
        for place in start...bytes.count - wanted.count
        where bytes[place] == wanted[0] && bytes[place..<place + wanted.count].elementsEqual(wanted) {
            return place + wanted.count
        }
        return nil
    }

    private func read(_ descriptor: Int32) {
        var space = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &space, space.count)
            let moment = WallTime.now
            if count < 0, errno == EINTR { continue }
            // The end of a pseudo-terminal is told as an error.
            guard count > 0 else { break }
            state.withLock { state in
                state.bytes += space[..<count]
                state.pieces.append((state.bytes.count, moment))
            }
            news.signal()
        }
        close(descriptor)
        state.withLock { $0.hasEnded = true }
        news.signal()
    }
}

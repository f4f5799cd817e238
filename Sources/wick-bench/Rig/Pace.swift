/// Sends the frames of a tape one by one at a steady rate.
struct Pace {
    let messagesPerSecond: Int

    /// Sends a frame whenever it is due; what is overdue goes together. `sent` gets the moment before each frame's sending.
    func send(_ tape: Tape, sent: TimeLog, _ send: (UnsafeRawBufferPointer) throws -> Void) throws {
        let (start, interval) = (WallTime.now, 1_000_000_000 / messagesPerSecond)
        var (next, done) = (0, 0)
        while next < tape.count {
            WallTime.sleep(until: start + next * interval)
            let now = WallTime.now
            while next < tape.count, start + next * interval <= now {
                sent.add(now)
                next += 1
            }
            let end = tape.ends[next - 1]
            try tape.bytes.withUnsafeBytes { try send(UnsafeRawBufferPointer(rebasing: $0[done..<end])) }
            done = end
        }
    }
}

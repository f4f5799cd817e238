import Glibc

extension SinkPatience {
    /// How long a descriptor may take nothing before one looks up from it.
    private static let stillness = Duration.seconds(5)

    /// Sends what is left of the batch to a descriptor that does not block, until it takes nothing for some seconds.
    ///
    /// - Parameter send: writes some bytes and returns how many, or −1 with `errno`.
    func send(
        _ batch: inout SinkBatch, to descriptor: Int32, _ send: (UnsafeRawBufferPointer) -> Int
    ) throws(SinkTrouble) {
        var end = ContinuousClock.now + Self.stillness
        while !batch.isDone {
            let count = batch.rest.withUnsafeBytes(send)
            if count >= 0 {
                batch.advance(by: count)
                end = .now + Self.stillness
            } else if errno == EAGAIN {
                guard wait(for: descriptor, events: POLLOUT, until: end) != .timeUp else { return try checkTime() }
                try checkTime()
            } else if errno != EINTR {
                throw .failed(String(cString: strerror(errno)))
            }
        }
    }
}

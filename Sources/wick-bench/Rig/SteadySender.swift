import Dispatch
import Synchronization

/// Sends a ``SteadyStream`` in its own time, on a thread of its own.
final class SteadySender: Sendable {
    /// What was sent.
    struct Sent: Sendable {
        var messages = 0
        /// The candles that closed, in order: the series, and the candle's index.
        var closed: [(series: Int, candle: TickCandle)] = []
        var trouble: String?
    }

    private let isStopping = Atomic(false)
    private let sent = Shared(Sent())
    private let done = DispatchSemaphore(value: 0)

    /// Begins.
    init(_ server: ExchangeServer, _ market: Market, messagesPerSecond: Int) {
        Thread.start {
            self.run(server, market, SteadyStream(market, messagesPerSecond: messagesPerSecond))
            self.done.signal()
        }
    }

    /// Ends it.
    func stop() -> Sent {
        isStopping.store(true, ordering: .relaxed)
        done.wait()
        return sent.value.withLock { $0 }
    }

    private func run(_ server: ExchangeServer, _ market: Market, _ messages: SteadyStream) {
        var (messages, due) = (messages, WallTime.now)
        while !isStopping.load(ordering: .relaxed) {
            let next = messages.next()
            do {
                try server.send(Tape(market, next))
            } catch {
                sent.value.withLock { $0.trouble = "\(error)" }
                return
            }
            sent.value.withLock { sent in
                sent.messages += next.count
                for message in next where message.isClosed { sent.closed.append((message.series, message.candle)) }
            }
            due += messages.interval
            WallTime.sleep(until: due)
        }
    }
}

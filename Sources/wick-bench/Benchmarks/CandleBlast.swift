/// Whole candles of all series, as messages to be sent at once.
struct CandleBlast {
    /// One candle of all series. Its forming messages may be sent again and again: their times are the same.
    struct CandleTapes {
        let forming: Tape
        let closing: Tape
    }

    private let messagesPerCandle: Int
    private let candles: Int
    /// How often each series is on the tape of a forming candle.
    private let rounds: Int

    /// - Parameter messages: how many to send, about: at least one candle.
    init(_ symbols: Int, _ messagesPerCandle: Int, messages: Int) {
        self.messagesPerCandle = messagesPerCandle
        candles = max(1, messages / (symbols * messagesPerCandle))
        rounds = min(messagesPerCandle - 1, max(1, 100_000 / symbols))
    }

    /// The candles from this one on.
    func tapes(_ market: Market, from first: Int) -> [CandleTapes] {
        (first..<first + candles).map { candle in
            CandleTapes(
                forming: Tape(market, forming: candle, parts: 1..<rounds + 1, of: rounds + 1),
                closing: Tape(market, closing: candle))
        }
    }

    /// Sends all of it and waits until it is applied.
    /// - Returns: the number of messages.
    func send(_ tapes: [CandleTapes], _ server: ExchangeServer) throws -> Int {
        var count = 0
        for candle in tapes {
            var left = messagesPerCandle - 1
            let series = candle.closing.count
            while left > 0 {
                let part = min(left, rounds)
                let end = candle.forming.ends[part * series - 1]
                try candle.forming.bytes.withUnsafeBytes {
                    try server.send(UnsafeRawBufferPointer(rebasing: $0[..<end]))
                }
                count += part * series
                left -= part
            }
            try server.send(candle.closing)
            count += series
        }
        try server.waitUntilApplied()
        return count
    }
}

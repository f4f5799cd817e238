/// The messages of a usual day: each series has its turn, its candles grow and close as time goes by.
struct SteadyStream {
    /// Nanoseconds from one message to the next.
    let interval: Int
    private let market: Market
    private var number = 0
    /// The candle that is under way, of each series.
    private var candles: [Int]

    init(_ market: Market, messagesPerSecond: Int) {
        self.market = market
        interval = 1_000_000_000 / (market.keys.count * messagesPerSecond)
        candles = Array(repeating: market.historyCount, count: market.keys.count)
    }

    /// The next message, and before it the close of the candle that is over.
    mutating func next() -> [Tape.Message] {
        let series = number % market.keys.count
        let time = market.timeAtStart + Int64(number * interval / 1_000_000)
        number += 1
        let index = Int((time - market.openTime(0)) / Market.timeframe.milliseconds)
        var messages: [Tape.Message] = []
        if index > candles[series] {
            messages.append(
                Tape.Message(
                    series: series, candle: market.candle(series, candles[series]), isClosed: true,
                    time: market.openTime(index)))
            candles[series] = index
        }
        let part = Int(time - market.openTime(index)) / 500 + 1
        messages.append(
            Tape.Message(
                series: series, candle: market.candle(series, index, part: part, of: 121), isClosed: false, time: time))
        return messages
    }
}

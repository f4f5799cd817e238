import WickMarket
import WickTestKit

@testable import WickFeed

/// What truly happened on the modelled exchange: the candles of each series, minute by minute.
struct ModelMarket {
    /// A stretch of minutes that do not exist.
    struct Outage {
        var minutes: Range<Int>
        /// The candle before it closes so many milliseconds after its opening.
        var earlyClose: Int64
    }

    struct Minute {
        /// The values, and those that were told first if they were corrected later.
        var candle: Candle
        var toldFirst: Candle?
        /// When it closed.
        var closeTime: Timestamp
        /// How long after its opening it had its first trade; past its end if it had none.
        var firstTrade: Int64
    }

    struct Series {
        var minutes: [Minute?]
        /// As on a futures exchange: no message at all for a minute without trades.
        var isMuteWhenQuiet: Bool
    }

    /// How long after its close a candle is corrected, in milliseconds.
    static let correctionDelay: Int64 = 5_000

    private(set) var series: [Series] = []
    let outages: [Outage]
    /// Whether every minute of every series has trades, so that silence means trouble.
    let isBusy: Bool

    init(seriesCount: Int, minuteCount: Int, outages: [Outage], using random: inout SeededRandom) {
        self.outages = outages
        isBusy = Bool.random(using: &random)
        for _ in 0..<seriesCount {
            let quietness = isBusy ? 0 : Double.random(in: 0...0.8, using: &random)
            let walk = (0..<minuteCount).map { index in
                minute(index, isQuiet: Double.random(in: 0..<1, using: &random) < quietness, using: &random)
            }
            series.append(Series(minutes: walk, isMuteWhenQuiet: Bool.random(using: &random)))
        }
    }

    private func minute(_ index: Int, isQuiet: Bool, using random: inout SeededRandom) -> Minute? {
        guard !outages.contains(where: { $0.minutes.contains(index) }) else { return nil }
        let open = Double(Int.random(in: 1000...9000, using: &random))
        let spread = isQuiet ? 0 : Double(Int.random(in: 1...50, using: &random))
        let candle = Candle(
            openTime: WickFeedTests.minute(index), open: open, high: open + spread, low: open - spread,
            close: open + (spread / 2).rounded(),
            volume: isQuiet ? 0 : Double(Int.random(in: 60...600, using: &random)),
            trades: isQuiet ? 0 : 60)
        let cut = outages.first { $0.minutes.lowerBound == index + 1 }
        var wrong = candle
        wrong.trades += 1
        return Minute(
            candle: candle, toldFirst: Int.random(in: 0..<40, using: &random) == 0 && !isQuiet ? wrong : nil,
            closeTime: candle.openTime.advanced(byMilliseconds: cut?.earlyClose ?? 59_999),
            firstTrade: isQuiet ? 60_000 : Int64.random(in: 0...5_000, using: &random))
    }

    /// The candle of a minute as it was at a time: its totals so far, or how it closed. `nil` if it was not there.
    func candle(_ number: Int, _ index: Int, asOf time: Timestamp) -> Candle? {
        guard series[number].minutes.indices.contains(index), let minute = series[number].minutes[index] else {
            return nil
        }
        if time > minute.closeTime {
            let isCorrected = time.milliseconds(since: minute.closeTime) > Self.correctionDelay
            return isCorrected ? minute.candle : minute.toldFirst ?? minute.candle
        }
        let age = time.milliseconds(since: minute.candle.openTime)
        guard age >= minute.firstTrade else { return nil }
        // What is not over yet is told from what is by its trades.
        var partial = minute.candle
        (partial.high, partial.low, partial.close) = (partial.open, partial.open, partial.open)
        partial.trades = age / 1000
        partial.volume = Double(partial.trades)
        return partial
    }

    /// Whether a closed candle has the values that the exchange has told of it at one time or another.
    func isTrue(_ number: Int, _ index: Int, _ candle: Candle) -> Bool {
        guard series[number].minutes.indices.contains(index), let minute = series[number].minutes[index] else {
            return false
        }
        return candle == minute.candle || candle == minute.toldFirst
    }
}

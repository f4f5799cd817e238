import WickMarket
import WickTestKit

@testable import WickFeed

/// What truly happened on the modelled exchange: the candles of each series, slot by slot. The timeframes of a symbol have
/// nothing to do with each other.
struct ModelMarket {
    /// A stretch of minutes that do not exist; its edges are on the grid of each timeframe.
    struct Outage {
        var minutes: Range<Int>
        /// The candles before it end so many milliseconds before it.
        var cut: Int64
    }

    struct Slot {
        /// The values, and those that were told first if they were corrected later.
        var candle: Candle
        var toldFirst: Candle?
        /// When it closed.
        var closeTime: Timestamp
        /// How long after its opening it had its first trade; past its end if it had none.
        var firstTrade: Int64
    }

    struct Series {
        let timeframe: Timeframe
        var slots: [Slot?] = []
        /// As on a futures exchange: no message at all for a slot without trades.
        var isMuteWhenQuiet: Bool

        func openTime(_ index: Int) -> Timestamp {
            minute(0).advanced(byMilliseconds: Int64(index) * timeframe.milliseconds)
        }

        func index(of openTime: Timestamp) -> Int {
            Int(openTime.milliseconds(since: minute(0)) / timeframe.milliseconds)
        }
    }

    /// How long after its close a candle is corrected, in milliseconds.
    static let correctionDelay: Int64 = 5_000

    private(set) var series: [Series] = []
    let outages: [Outage]
    /// Whether every slot of every series has trades, so that silence means trouble.
    let isBusy: Bool

    init(timeframes: [Timeframe], minuteCount: Int, outages: [Outage], using random: inout SeededRandom) {
        self.outages = outages
        isBusy = Bool.random(using: &random)
        for timeframe in timeframes {
            let quietness = isBusy ? 0 : Double.random(in: 0...0.8, using: &random)
            var one = Series(timeframe: timeframe, isMuteWhenQuiet: Bool.random(using: &random))
            for index in 0..<(minuteCount * 60_000 / Int(timeframe.milliseconds)) {
                let isQuiet = Double.random(in: 0..<1, using: &random) < quietness
                one.slots.append(slot(index, of: one, isQuiet: isQuiet, using: &random))
            }
            series.append(one)
        }
    }

    private func slot(_ index: Int, of series: Series, isQuiet: Bool, using random: inout SeededRandom) -> Slot? {
        let (opensAt, length) = (series.openTime(index), series.timeframe.milliseconds)
        let first = Int(opensAt.milliseconds(since: minute(0)) / 60_000)
        guard !outages.contains(where: { $0.minutes.contains(first) }) else { return nil }
        let open = Double(Int.random(in: 1000...9000, using: &random))
        let spread = isQuiet ? 0 : Double(Int.random(in: 1...50, using: &random))
        let candle = Candle(
            openTime: opensAt, open: open, high: open + spread, low: open - spread,
            close: open + (spread / 2).rounded(),
            volume: isQuiet ? 0 : Double(Int.random(in: 60...600, using: &random)),
            trades: isQuiet ? 0 : length / 1000)
        let cut = outages.first { $0.minutes.lowerBound == first + Int(length / 60_000) }?.cut ?? 1
        var wrong = candle
        (wrong.close, wrong.trades) = (open, candle.trades + 1)
        return Slot(
            candle: candle, toldFirst: Int.random(in: 0..<40, using: &random) == 0 && !isQuiet ? wrong : nil,
            closeTime: candle.openTime.advanced(byMilliseconds: length - cut),
            firstTrade: isQuiet ? length : Int64.random(in: 0...5_000, using: &random))
    }

    /// The candle of a slot as it was at a time: its totals so far, or how it closed. `nil` if it was not there.
    func candle(_ number: Int, _ index: Int, asOf time: Timestamp) -> Candle? {
        guard let slot = slot(number, index) else { return nil }
        if time > slot.closeTime {
            let isCorrected = time.milliseconds(since: slot.closeTime) > Self.correctionDelay
            return isCorrected ? slot.candle : slot.toldFirst ?? slot.candle
        }
        let age = time.milliseconds(since: slot.candle.openTime)
        guard age >= slot.firstTrade else { return nil }
        // What is not over yet is told from what is by its trades.
        var partial = slot.candle
        (partial.high, partial.low, partial.close) = (partial.open, partial.open, partial.open)
        partial.trades = age / 1000
        partial.volume = Double(partial.trades)
        return partial
    }

    /// Whether a closed candle has the values that the exchange has told of it at one time or another.
    func isTrue(_ number: Int, _ index: Int, _ candle: Candle) -> Bool {
        guard let slot = slot(number, index) else { return false }
        return candle == slot.candle || candle == slot.toldFirst
    }

    /// What there is of a slot; `nil` if it does not exist.
    func slot(_ number: Int, _ index: Int) -> Slot? {
        series[number].slots.indices.contains(index) ? series[number].slots[index] : nil
    }
}

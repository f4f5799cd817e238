import WickMarket

/// Makes the candles of one symbol and timeframe from the market's units, as of any simulated time.
struct KlineAssembler {
    let market: any Market
    let instrument: Int
    let timeframe: Timeframe
    /// What the candles are made of; the timeframe itself, or a shorter one.
    let unit: Timeframe
    /// How far the edges of the candles lie from those in UTC, in milliseconds.
    let offset: Int64

    /// `nil` if the market has no such candles.
    init?(_ market: any Market, instrument: Int, timeframe: Timeframe, offset: Int64 = 0) {
        guard let unit = market.unit(of: instrument, for: timeframe) else { return nil }
        (self.market, self.instrument, self.timeframe, self.unit) = (market, instrument, timeframe, unit)
        self.offset = unit == timeframe ? 0 : offset
    }

    /// The open time of the candle that holds a time.
    func openTime(containing time: Int64) -> Int64 {
        (time + offset).flooredMultiple(of: timeframe.milliseconds) - offset
    }

    /// The way of a unit from its open to its close.
    func growth(of unit: Kline) -> CandleGrowth {
        CandleGrowth(
            unit, length: self.unit.milliseconds, chance: market.chance(of: instrument, at: unit.openTime),
            instrument: market.instruments[instrument])
    }

    /// The unit after the one that opens at this time.
    func unit(after openTime: Int64) -> Kline? {
        market.unit(of: instrument, unit, opensAtOrAfter: openTime + unit.milliseconds)
    }

    /// Everything of the candle that opens at `openTime` up to, not including, the unit that opens at `end`, in one.
    func folded(from openTime: Int64, before end: Int64) -> Kline? {
        var folded: Kline?
        var next = market.unit(of: instrument, unit, opensAtOrAfter: openTime)
        while let unit = next, unit.openTime < end {
            if folded?.fold(unit) == nil {
                folded = unit
                folded?.openTime = openTime
            }
            next = self.unit(after: unit.openTime)
        }
        return folded
    }

    /// When the candle that `unit` ends closes: with its timeframe, or early with an early unit, as exchanges that
    /// stopped have recorded it.
    func closeTime(endedBy unit: Kline) -> Int64 {
        let isEarly = unit.closeTime < unit.openTime + self.unit.milliseconds - 1
        return isEarly ? unit.closeTime : openTime(containing: unit.openTime) + timeframe.milliseconds - 1
    }

    /// The candle that opens at `openTime`, closed or running, as of `now`; `nil` without any trade or record until
    /// then.
    func kline(openingAt openTime: Int64, asOf now: Int64) -> Kline? {
        let end = openTime + timeframe.milliseconds
        guard let last = market.unit(of: instrument, unit, opensAtOrBefore: min(now, end - 1)),
            last.openTime >= openTime
        else { return nil }
        if last.closeTime < now {
            var kline = folded(from: openTime, before: end > now ? last.openTime + 1 : end)
            let isLast = (unit(after: last.openTime)?.openTime ?? .max) >= end
            kline?.closeTime = isLast ? closeTime(endedBy: last) : end - 1
            return kline
        }
        var kline = folded(from: openTime, before: last.openTime)
        let growth = growth(of: last)
        let steps = growth.steps(by: now)
        if steps > 0 {
            let forming = growth.forming(after: steps)
            if kline?.fold(forming) == nil { kline = forming }
        }
        kline?.openTime = openTime
        kline?.closeTime = end - 1
        return kline
    }

    /// The candles that open within `from...to`, oldest first, as of `now`: the first `limit` of them, or the last.
    func klines(from: Int64?, to: Int64?, limit: Int, asOf now: Int64) -> [Kline] {
        let newest = min(to ?? now, now)
        guard let from else { return latest(to: newest, limit: limit, now) }
        return from <= newest ? ascending(from: from, to: newest, limit: limit, now) : []
    }

    private func ascending(from: Int64, to: Int64, limit: Int, _ now: Int64) -> [Kline] {
        var rows: [Kline] = []
        var cursor = openTime(containing: max(0, from))
        if cursor < from { cursor += timeframe.milliseconds }
        while rows.count < limit, let unit = market.unit(of: instrument, unit, opensAtOrAfter: cursor) {
            let openTime = openTime(containing: unit.openTime)
            guard openTime <= to else { break }
            if let row = kline(openingAt: openTime, asOf: now) { rows.append(row) }
            cursor = openTime + timeframe.milliseconds
        }
        return rows
    }

    private func latest(to: Int64, limit: Int, _ now: Int64) -> [Kline] {
        var rows: [Kline] = []
        var cursor = openTime(containing: to) + timeframe.milliseconds - 1
        while rows.count < limit, let unit = market.unit(of: instrument, unit, opensAtOrBefore: cursor) {
            let openTime = openTime(containing: unit.openTime)
            if let row = kline(openingAt: openTime, asOf: now) { rows.append(row) }
            cursor = openTime - 1
        }
        return rows.reversed()
    }
}

import WickMarket

/// A market with damage: another market, in which minutes are missing, close early, or stand still.
///
/// REST and the streams see the same of it.
final class DamagedMarket: Market {
    var damage = MarketDamage()
    /// Whether the first symbol is halted at present.
    var isHalted = false
    private let base: any Market

    init(_ base: any Market) { self.base = base }

    var instruments: [Instrument] {
        var instruments = base.instruments
        if isHalted, !instruments.isEmpty { instruments[0].status = .halted }
        return instruments
    }
    var beginning: Int64? { base.beginning }

    func index(of name: String) -> Int? { base.index(of: name) }
    func unit(of instrument: Int, for timeframe: Timeframe) -> Timeframe? { base.unit(of: instrument, for: timeframe) }
    func chance(of instrument: Int, at openTime: Int64) -> UInt64 { base.chance(of: instrument, at: openTime) }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrAfter time: Int64) -> Kline? {
        var found = base.unit(of: instrument, unit, opensAtOrAfter: time)
        while let kline = found, isMissing(kline, unit) {
            found = base.unit(of: instrument, unit, opensAtOrAfter: kline.openTime + unit.milliseconds)
        }
        return found.map { damaged($0, instrument, unit) }
    }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrBefore time: Int64) -> Kline? {
        var found = base.unit(of: instrument, unit, opensAtOrBefore: time)
        while let kline = found, isMissing(kline, unit) {
            found = base.unit(of: instrument, unit, opensAtOrBefore: kline.openTime - 1)
        }
        return found.map { damaged($0, instrument, unit) }
    }

    private func isMissing(_ kline: Kline, _ unit: Timeframe) -> Bool {
        unit.milliseconds <= Timeframe.oneMinute.milliseconds && damage.isMissing(at: kline.openTime)
    }

    private func damaged(_ kline: Kline, _ instrument: Int, _ unit: Timeframe) -> Kline {
        if instrument == 0, let start = damage.haltStart(at: kline.openTime) {
            let before = base.unit(of: instrument, unit, opensAtOrBefore: start - 1)
            return Kline(flat: before?.close ?? kline.open, openTime: kline.openTime, length: unit.milliseconds)
        }
        guard unit == .oneMinute, damage.closesEarly(at: kline.openTime) else { return kline }
        var early = kline
        early.closeTime = min(kline.closeTime, kline.openTime + unit.milliseconds / 2 - 1)
        return early
    }
}

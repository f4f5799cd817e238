import WickMarket

/// The market that follows from a seed. See ``SeededSymbol`` for how its minutes are made.
///
/// Any minute since 1970 is had at the cost of its block of 256 minutes, some tens of microseconds; the blocks used
/// last are kept. Nothing but the seed, the symbol and the minute decides a candle. Minutes are the units of all
/// longer candles; seconds are parts of them.
final class SeededMarket: Market {
    let instruments: [Instrument]
    var beginning: Int64? { nil }
    private let symbols: [SeededSymbol]
    private let places: [String: Int]
    private let marketPath: NoisePath
    private let marketField: VolatilityField
    private var blocks: BlockCache<SeededMinute>
    /// The minute of which a second was asked for last.
    private var lastMinute: (instrument: Int, minute: Int64, growth: CandleGrowth, lastClose: Double)?
    private var marketBlocks = BlockCache<Double>(capacity: 256)

    /// A market of the first `symbolCount` listings.
    init(seed: UInt64, symbolCount: Int) {
        let listings = SeededListing.listings(count: symbolCount)
        instruments = listings.map(\.instrument)
        symbols = listings.map { SeededSymbol(listing: $0, seed: Chance.mixed(seed)) }
        places = Dictionary(instruments.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let stream = Chance.mixed(seed ^ 0xA11)
        marketPath = NoisePath(stream: stream, deviation: 1, anchors: 250)
        marketField = VolatilityField(stream: Chance.mixed(stream))
        blocks = BlockCache(capacity: 2 * symbolCount + 256)
    }

    func index(of name: String) -> Int? { places[name] }

    func unit(of instrument: Int, for timeframe: Timeframe) -> Timeframe? {
        guard instruments[instrument].status == .trading else { return nil }
        return timeframe == .oneSecond ? .oneSecond : .oneMinute
    }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrAfter time: Int64) -> Kline? {
        guard time <= Self.timeMax else { return nil }
        let length = unit.milliseconds
        return self.unit(of: instrument, unit, number: (max(0, time) + length - 1) / length)
    }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrBefore time: Int64) -> Kline? {
        guard time >= 0 else { return nil }
        return self.unit(of: instrument, unit, number: min(time, Self.timeMax) / unit.milliseconds)
    }

    func chance(of instrument: Int, at openTime: Int64) -> UInt64 {
        let chance = symbols[instrument].chance(at: openTime / 60_000)
        let second = openTime % 60_000 / 1000
        return second == 0 ? chance : Chance.number(chance, 100 + second)
    }

    private func unit(of instrument: Int, _ unit: Timeframe, number: Int64) -> Kline {
        guard unit == .oneSecond else { return kline(of: instrument, minute: number) }
        let minute = number / 60
        if let last = lastMinute, last.instrument == instrument, last.minute == minute {
            return last.growth.second(number % 60, lastClose: last.lastClose)
        }
        let growth = CandleGrowth(
            kline(of: instrument, minute: minute), length: 60_000, chance: chance(of: instrument, at: minute * 60_000),
            instrument: instruments[instrument])
        let lastClose = kline(of: instrument, minute: max(0, minute - 1)).close
        lastMinute = (instrument, minute, growth, lastClose)
        return growth.second(number % 60, lastClose: lastClose)
    }

    /// The year 5138: no clock is asked beyond it.
    private static let timeMax: Int64 = 99_999_999_999_999

    private func kline(of instrument: Int, minute: Int64) -> Kline {
        let block = minute.flooredMultiple(of: Int64(SeededSymbol.blockLength)) / Int64(SeededSymbol.blockLength)
        let made = minutes(of: instrument, block: block)[Int(minute - block * Int64(SeededSymbol.blockLength))]
        return kline(made, instrument, minute)
    }

    private func minutes(of instrument: Int, block: Int64) -> [SeededMinute] {
        let key = BlockKey(owner: instrument, block: block)
        if let known = blocks[key] { return known }
        let made = symbols[instrument].minutes(ofBlock: block, market: marketBlock)
        blocks[key] = made
        return made
    }

    private func marketBlock(_ index: Int64) -> [Double] {
        let key = BlockKey(owner: 0, block: index)
        if let known = marketBlocks[key] { return known }
        let made = marketPath.block(index, field: marketField)
        marketBlocks[key] = made
        return made
    }

    private func kline(_ made: SeededMinute, _ instrument: Int, _ minute: Int64) -> Kline {
        let ticks = SeededSymbol.powers[instruments[instrument].priceDigits]
        let sizeDigits = instruments[instrument].sizeDigits
        let (high, low) = (Double(made.high) / ticks, Double(made.low) / ticks)
        let (open, close) = (Double(made.open) / ticks, Double(made.close) / ticks)
        let volume = Amount(steps: made.volume, digits: sizeDigits)
        let price = (open + high + low + close) / 4
        let share = takerShare(made, Chance.number(symbols[instrument].chance(at: minute), 7))
        let takerVolume = volume.part(share, digits: sizeDigits)
        let openTime = minute * 60_000
        let firstTradeID = TradeIDs.first(at: openTime)
        return Kline(
            openTime: openTime, closeTime: openTime + 59_999, open: open, high: high, low: low, close: close,
            volume: volume, quoteVolume: Amount(volume.double * price), takerVolume: takerVolume,
            takerQuoteVolume: Amount(takerVolume.double * price), trades: made.trades,
            firstTradeID: made.trades > 0 ? firstTradeID : -1,
            lastTradeID: made.trades > 0 ? firstTradeID + made.trades - 1 : -1)
    }

    /// Takers buy more where the price rises.
    private func takerShare(_ made: SeededMinute, _ number: UInt64) -> Double {
        let range = max(1, Double(made.high - made.low))
        return 0.3 + 0.3 * Chance.fraction(number) + 0.1 * (1 + Double(made.close - made.open) / range)
    }
}

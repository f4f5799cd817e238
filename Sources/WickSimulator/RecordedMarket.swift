import WickArchive
import WickMarket

/// The market of recorded kline files: it has what they have, holes included, and nothing else.
///
/// The files are held in memory, some 110 bytes a candle. A timeframe that has files of its own is served from them;
/// another one is made from the shortest one that the symbol has.
final class RecordedMarket: Market {
    /// The most candles held: a year of minutes of 19 symbols.
    static let candlesMax = 10_000_000

    let instruments: [Instrument]
    /// Where the records of the shortest timeframe begin; what longer ones have before it is history.
    let beginning: Int64?
    private let places: [String: Int]
    private let series: [[Timeframe: [KlineRecord]]]
    private let streams: [UInt64]

    /// - Parameter paths: kline files, and folders of them.
    /// - Throws: ``SimulatorError/unreadableRecording(_:)``, ``SimulatorError/nothingRecorded(paths:)``,
    ///   ``SimulatorError/recordingTooLong(candlesMax:)``.
    convenience init(paths: [String]) throws(SimulatorError) {
        var series: [SeriesKey: [KlineRecord]] = [:]
        var candles = 0
        do throws(ArchiveError) {
            let merged = try MergedKlines(KlineFile.find(in: paths))
            while candles <= Self.candlesMax, let (key, record) = try merged.next() {
                series[key, default: []].append(record)
                candles += 1
            }
        } catch {
            throw .unreadableRecording(error)
        }
        guard candles <= Self.candlesMax else { throw .recordingTooLong(candlesMax: Self.candlesMax) }
        guard candles > 0 else { throw .nothingRecorded(paths: paths) }
        self.init(series: series)
    }

    /// A market of these records, each series in order of open time.
    init(series: [SeriesKey: [KlineRecord]]) {
        let symbols = Set(series.keys.map(\.symbol)).sorted()
        self.series = symbols.map { symbol in
            let own = series.filter { $0.key.symbol == symbol && !$0.value.isEmpty }
            return Dictionary(uniqueKeysWithValues: own.map { ($0.key.timeframe, $0.value) })
        }
        instruments = zip(symbols, self.series).map(RecordedListing.instrument)
        places = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1.name, $0) })
        streams = symbols.map { $0.name.utf8.reduce(0xF11E) { Chance.mixed($0 ^ UInt64($1)) } }
        let shortest = series.keys.map(\.timeframe.milliseconds).min()
        beginning = series.filter { $0.key.timeframe.milliseconds == shortest }
            .compactMap { $0.value.first?.candle.openTime.milliseconds }.min()
    }

    func index(of name: String) -> Int? { places[name] }

    func unit(of instrument: Int, for timeframe: Timeframe) -> Timeframe? {
        let own = series[instrument]
        if own[timeframe] != nil { return timeframe }
        let parts = own.keys.filter { timeframe.milliseconds % $0.milliseconds == 0 }
        return parts.min { $0.milliseconds < $1.milliseconds }
    }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrAfter time: Int64) -> Kline? {
        guard let records = series[instrument][unit] else { return nil }
        let place = Self.place(in: records, atOrAfter: time)
        return place < records.count ? kline(records[place]) : nil
    }

    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrBefore time: Int64) -> Kline? {
        guard let records = series[instrument][unit], time < .max else { return nil }
        let place = Self.place(in: records, atOrAfter: time + 1)
        return place > 0 ? kline(records[place - 1]) : nil
    }

    func chance(of instrument: Int, at openTime: Int64) -> UInt64 { Chance.number(streams[instrument], openTime) }

    private static func place(in records: [KlineRecord], atOrAfter time: Int64) -> Int {
        var (low, high) = (0, records.count)
        while low < high {
            let middle = (low + high) / 2
            if records[middle].candle.openTime.milliseconds < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The files have no trade ids: they are made up from the time, as in the seeded market.
    private func kline(_ record: KlineRecord) -> Kline {
        let candle = record.candle
        let openTime = candle.openTime.milliseconds
        let firstTradeID = candle.trades > 0 ? TradeIDs.first(at: openTime) : -1
        return Kline(
            openTime: openTime, closeTime: record.closeTime.milliseconds, open: candle.open, high: candle.high,
            low: candle.low, close: candle.close, volume: Amount(candle.volume),
            quoteVolume: Amount(record.quoteVolume ?? 0),
            takerVolume: Amount(record.takerBuyVolume ?? 0), takerQuoteVolume: Amount(record.takerBuyQuoteVolume ?? 0),
            trades: candle.trades, firstTradeID: firstTradeID,
            lastTradeID: candle.trades > 0 ? firstTradeID &+ candle.trades &- 1 : -1)
    }
}

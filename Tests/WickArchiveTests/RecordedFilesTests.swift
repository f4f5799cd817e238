import Foundation
import Testing
import WickArchive
import WickMarket
import WickTestKit

/// Every recorded kline file, held against the index that was made of them by other means.
@Suite(.enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
struct RecordedFilesTests {
    /// One line of `INDEX.csv`.
    struct Indexed: CustomTestStringConvertible {
        let path: String
        let rows: Int
        let columns: Int
        let first, last, lowestLow, highestHigh: String
        let zeroVolumeRows: Int
        let gaps: [String]
        var testDescription: String { path }

        init?(line: String) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 13, let rows = Int(fields[4]), let columns = Int(fields[5]) else { return nil }
            guard let zeroVolumeRows = Int(fields[11]) else { return nil }
            path = fields[0]
            (self.rows, self.columns, self.zeroVolumeRows) = (rows, columns, zeroVolumeRows)
            (first, last, lowestLow, highestHigh) = (fields[7], fields[8], fields[9], fields[10])
            gaps = fields[12].split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    static let index: [Indexed] = {
        guard let text = try? String(contentsOfFile: SharedData.path("data/INDEX.csv"), encoding: .utf8) else {
            return []
        }
        // The Bybit file's name says the exchange first, so it is no kline name.
        return text.split(separator: "\n").compactMap { Indexed(line: String($0)) }.filter {
            !$0.path.contains("bybit")
        }
    }()

    @Test("the index has what this suite is about")
    func indexIsThere() {
        #expect(Self.index.count > 150)
    }

    @Test("rows, times, prices and gaps are those of the index", arguments: index)
    func matchesIndex(_ indexed: Indexed) throws {
        func minute(_ time: Timestamp) -> String { "\(UTCTime(time).date) \(UTCTime(time).hourAndMinute)" }
        let file = try KlineFile(path: SharedData.path("data/\(indexed.path)"))
        var records: [KlineRecord] = []
        try file.forEachRecord { records.append($0) }
        let candles = records.map(\.candle)
        let first = try #require(candles.first), last = try #require(candles.last)
        #expect(candles.count == indexed.rows)
        #expect(minute(first.openTime) == indexed.first)
        #expect(minute(last.openTime) == indexed.last)
        #expect(candles.map(\.low).min() == Double(indexed.lowestLow))
        #expect(candles.map(\.high).max() == Double(indexed.highestHigh))
        #expect(candles.count { $0.volume == 0 } == indexed.zeroVolumeRows)
        let gaps = zip(candles, candles.dropFirst()).filter { $1.openTime != file.timeframe.next(after: $0.openTime) }
        #expect(gaps.map { "\(minute($0.openTime)) -> \(minute($1.openTime))" } == indexed.gaps)
        #expect(records.allSatisfy { ($0.quoteVolume == nil) == (indexed.columns == 6) })
    }

    @Test("the candle before an outage closes early, as recorded")
    func earlyClose() throws {
        let path = SharedData.path("data/binance-spot-klines/1m/BTCUSDT-1m-2023-03-24.csv.gz")
        let file = try KlineFile(path: path)
        var early: [KlineRecord] = []
        try file.forEachRecord {
            if $0.closeTime.milliseconds - $0.candle.openTime.milliseconds != 59_999 { early.append($0) }
        }
        #expect(early.map(\.closeTime.milliseconds) == [1_679_661_581_646])
    }

    @Test("a search of the whole folder finds them all, in order, and the merge gives every candle once")
    func findsAndMerges() throws {
        let files = try KlineFile.find(in: [SharedData.path("data")])
        #expect(files.count == Self.index.count)
        #expect(zip(files, files.dropFirst()).allSatisfy { $0 < $1 })
        let merged = try MergedKlines(files)
        var count = 0
        var last: (Timestamp, Int) = (Timestamp(milliseconds: .min), 0)
        let rank = Dictionary(uniqueKeysWithValues: zip(merged.keys, 0...))
        while let (key, record) = try merged.next() {
            let place = (record.candle.openTime, try #require(rank[key]))
            if place <= last { Issue.record("\(key) \(UTCTime(record.candle.openTime).iso8601) is out of order") }
            (last, count) = (place, count + 1)
        }
        #expect(count + merged.skipped.total == Self.index.map(\.rows).reduce(0, +))
    }
}

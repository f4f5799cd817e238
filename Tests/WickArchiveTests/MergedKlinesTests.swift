import Foundation
import Testing
import WickArchive
import WickMarket
import WickTestKit

struct MergedKlinesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ candles: [Candle], _ name: String, timeframe: Timeframe = .oneMinute) throws -> KlineFile {
        let text = KlineText(timeframe: timeframe).text(candles)
        return try KlineFile(path: try folder.write(text, to: name))
    }

    private func all(_ merged: MergedKlines) throws -> [(key: SeriesKey, candle: Candle)] {
        var all: [(SeriesKey, Candle)] = []
        while let (key, record) = try merged.next() { all.append((key, record.candle)) }
        return all
    }

    @Test(
        "gives every candle once, by open time and then series, however the files are cut",
        arguments: 0..<20 as Range<UInt64>)
    func merges(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var files: [KlineFile] = []
        var expected: [(rank: Int, key: SeriesKey, candle: Candle)] = []
        let names = ["ADAUSDT-1m", "ADAUSDT-5m", "BTCUSDT-1m", "DOGEUSDT-1m", "ETHUSDT-1m"].shuffled(using: &random)
        for (rank, name) in names.enumerated() {
            let timeframe = name.hasSuffix("5m") ? Timeframe.fiveMinutes : .oneMinute
            let count = Int.random(in: 0...120, using: &random)
            let shift = Int64.random(in: 0...10, using: &random) * timeframe.milliseconds
            let start = CandleMaker.start.advanced(byMilliseconds: shift - shift % timeframe.milliseconds)
            let walk = CandleMaker.randomWalk(
                count, timeframe: timeframe, start: timeframe.openTime(containing: start), using: &random
            )
            .filter { _ in Int.random(in: 0..<10, using: &random) > 0 }
            let cut = Int.random(in: 0...walk.count, using: &random)
            files.append(try write(Array(walk[..<cut]), "\(name)-2024-03-04.csv", timeframe: timeframe))
            files.append(try write(Array(walk[cut...]), "\(name)-2024-03-05.csv", timeframe: timeframe))
            let key = files[files.count - 1].key
            expected += walk.map { (rank, key, $0) }
        }
        expected.sort { ($0.candle.openTime, $0.rank) < ($1.candle.openTime, $1.rank) }
        let merged = try MergedKlines(files)
        let got = try all(merged)
        #expect(merged.keys.map(\.description) == names.map { $0.replacing("-", with: " ") })
        #expect(got.map(\.key) == expected.map(\.key))
        #expect(got.map(\.candle) == expected.map(\.candle))
        #expect(merged.skipped.total == 0)
        #expect(try merged.next() == nil)
    }

    @Test("puts the files of a series in the order of their dates, and passes over what was there before")
    func overlaps() throws {
        let walk = (0..<10).map { CandleMaker.candle($0) }
        let files = [
            try write(Array(walk[4...]), "BTCUSDT-1m-2024-03-05.csv"),
            try write(Array(walk[...4]) + [walk[4], walk[1]], "BTCUSDT-1m-2024-03-04.csv"),
        ]
        let merged = try MergedKlines(files)
        #expect(try all(merged).map(\.candle) == walk)
        #expect((merged.skipped.flawed, merged.skipped.repeated, merged.skipped.outOfOrder) == (0, 2, 1))
    }

    @Test("stops at a flawed row, after the candles before it, or passes over it and counts")
    func policies() throws {
        let walk = (0..<4).map { CandleMaker.candle($0) }
        let good = try write(walk, "BTCUSDT-1m-2024-03-04.csv")
        let text = KlineText().text(Array(walk[..<2])) + "oops\n" + KlineText().text(Array(walk[2...]))
        let bad = try KlineFile(path: try folder.write(text, to: "ADAUSDT-1m-2024-03-04.csv"))

        let stopping = try MergedKlines([bad, good])
        var times: [Int] = []
        let error = #expect(throws: ArchiveError.self) {
            while let (key, record) = try stopping.next() {
                let minute = (record.candle.openTime.milliseconds - CandleMaker.start.milliseconds) / 60_000
                times.append(Int(minute) + (key.symbol.name == "BTCUSDT" ? 100 : 0))
            }
        }
        #expect(times == [0, 100, 1])
        #expect(error == .flawedRow(place: bad.path, line: 3, flaw: .columns(found: 1, expected: 12)))
        #expect(try stopping.next() == nil)

        let going = try MergedKlines([bad, good], policy: .skipAndCount)
        #expect(try all(going).count == 8)
        #expect(going.skipped.flawed == 1 && going.skipped.total == 1)
    }

    @Test("opens one file a series at a time, and no more series than the bound")
    func bounds() throws {
        let descriptors = { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") }
        var files: [KlineFile] = []
        for day in 10..<30 { files.append(try write([CandleMaker.candle(day)], "BTCUSDT-1m-2024-03-\(day).csv")) }
        let merged = try MergedKlines(files)
        var count = 0
        while try merged.next() != nil {
            count += 1
            // Other tests run at the same time, so only this test's own files count.
            let open = try descriptors().count { name in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
                return target?.hasPrefix(folder.path) ?? false
            }
            #expect(open <= 1)
        }
        #expect(count == 20)

        var limits = ArchiveLimits()
        limits.seriesMax = 1
        #expect(try MergedKlines(files, limits: limits).keys.count == 1)
        files.append(try write([], "ADAUSDT-1m-2024-03-04.csv"))
        let error = #expect(throws: ArchiveError.tooManySeries(count: 2, seriesMax: 1)) {
            try MergedKlines(files, limits: limits)
        }
        #expect(error?.description == "2 series of symbol and timeframe at once; at most 1 can be merged")
    }

    @Test("nothing to merge is no error")
    func nothing() throws {
        #expect(try MergedKlines([]).next() == nil)
        #expect(try all(try MergedKlines([try write([], "BTCUSDT-1m-2024-03-04.csv")])).isEmpty)
    }
}

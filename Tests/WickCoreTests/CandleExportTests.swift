import Foundation
import Testing
import WickArchive
import WickEngine
import WickMarket

@testable import WickCore

struct CandleExportTests {
    private static let start = Timestamp(milliseconds: 1_709_510_400_000)
    private let folder = FileManager.default.temporaryDirectory.appending(path: "wick-export-\(UUID())").path

    private func export(count: Int) throws -> (CandleExport, [Candle]) {
        var series = CandleSeries(capacity: 10)
        let candles = (0..<count).map { minute in
            Candle(
                openTime: Self.start.advanced(byMilliseconds: Int64(minute) * 60_000), open: 0.1 + 0.2, high: 1e-7 + 1,
                low: 0.00000812, close: 0.3, volume: 12_345_678.9)
        }
        for candle in candles { series.append(candle) }
        return (CandleExport(SeriesKey(symbol: try Symbol("PEPEUSDT"), timeframe: .oneMinute), series), candles)
    }

    @Test("writes what replay reads back exactly, for this user alone")
    func writes() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }  // It may not be there.
        let (export, candles) = try export(count: 5)
        let path = try export.write(in: folder)
        #expect(path == "\(folder)/PEPEUSDT-1m-2024-03-04T0004.csv")
        var records: [KlineRecord] = []
        try KlineFile(path: path).forEachRecord { records.append($0) }
        #expect(records.map(\.candle) == candles)
        #expect(try KlineFile(path: path).key == export.key)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("never writes over a file")
    func neverOverwrites() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }  // It may not be there.
        let (export, _) = try export(count: 3)
        let paths = try (1...3).map { _ in try export.write(in: folder) }
        let ends = paths.map { $0.split(separator: "T").last }
        #expect(ends == ["0002.csv", "0002.2.csv", "0002.3.csv"])
        for path in paths { #expect(try KlineFile(path: path).key == export.key) }
    }

    @Test("says why there is no file")
    func refuses() throws {
        let (empty, _) = try export(count: 0)
        #expect(throws: SystemError.noData) { try empty.write(in: folder) }
        let (export, _) = try export(count: 1)
        #expect(throws: SystemError(ENOTDIR)) { try export.write(in: "/dev/null") }
    }
}

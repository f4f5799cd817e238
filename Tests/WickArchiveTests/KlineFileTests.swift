import Foundation
import Testing
import WickArchive
import WickMarket
import WickTestKit

struct KlineFileTests {
    @Test(
        "knows a file by its name",
        arguments: [
            ("BTCUSDT-1m-2024-03-05.csv", "BTCUSDT", "1m", "2024-03-05"),
            ("/a/b-c/ETHUSDT-15m-2024-03.zip", "ETHUSDT", "15m", "2024-03"),
            ("BTCUSDT-1m-2021-04-16.ohlcv.csv.gz", "BTCUSDT", "1m", "2021-04-16"),
            ("PEPEUSDT-1d-2023-05-05_2025-12-31.csv", "PEPEUSDT", "1d", "2023-05-05_2025-12-31"),
            ("./BTCUSDT_230929-1s-2023-06-01.csv.gz", "BTCUSDT_230929", "1s", "2023-06-01"),
            ("币安人生USDT-1m-2026-01-01.zip", "币安人生USDT", "1m", "2026-01-01"),
        ])
    func knows(path: String, symbol: String, timeframe: String, date: String) throws {
        let file = try KlineFile(path: path)
        #expect(file.path == path)
        #expect(file.key == SeriesKey(symbol: try Symbol(symbol), timeframe: try Timeframe(timeframe)))
        #expect(file.date == date)
    }

    @Test(
        "refuses other names",
        arguments: [
            "", "/", ".csv", "-", "BTCUSDT.csv", "BTCUSDT-1m.csv", "BTCUSDT-1m-.csv", "BTCUSDT-1m-march.csv",
            "BTCUSDT-1m-2024-03-05", "BTCUSDT-1m-2024-03-05.txt", "BTCUSDT-1m-2024-03-05.gz",
            "BTCUSDT-1m-2024-03-05.zip.CHECKSUM",
            "-1m-2024-03-05.csv", "BTCUSDT-1mo-2024-03.zip", "BTCUSDT-1w-2024-03.zip", "BTCUSDT-1m-aggTrades-2024.csv",
            "bybit-spot-BTCUSDT-1m-2022-12-13.ohlcv.csv.gz",
        ])
    func refuses(path: String) {
        #expect {
            try KlineFile(path: path)
        } throws: { error in
            guard case ArchiveError.notKlineName(path, _) = error else { return false }
            return true
        }
    }

    @Test("sorts by symbol, length of the candle, and date")
    func sorts() throws {
        let sorted = [
            "BTCUSDT-1m-2024-02.zip", "BTCUSDT-1m-2024-03-01.zip", "BTCUSDT-5m-2024-01.csv", "BTCUSDT-15m-2024-01.csv",
            "ETHUSDT-1m-2023-01.csv",
        ].map { try? KlineFile(path: $0) }.compactMap { $0 }
        #expect(sorted.count == 5)
        #expect(sorted.reversed().sorted() == sorted)
    }
}

struct KlineFileFindTests {
    @Test("takes files as they are, and searches folders through")
    func finds() throws {
        let folder = try TemporaryFolder()
        let names = ["BTCUSDT-1m-2024-03-05.csv", "deep/er/BTCUSDT-1m-2024-03-04.zip", "deep/ADAUSDT-1h-2024.csv.gz"]
        let paths = try names.map { try folder.write("", to: $0) }
        _ = try folder.write("", to: "deep/README.md")
        _ = try folder.write("", to: "BTCUSDT-1m-2024-03-05.zip.CHECKSUM")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path + "/deep/round", withDestinationPath: folder.path)
        try manager.createSymbolicLink(
            atPath: folder.path + "/BTCUSDT-1m-2024-03-03.csv", withDestinationPath: paths[0])

        let linked = folder.path + "/BTCUSDT-1m-2024-03-03.csv"
        #expect(try KlineFile.find(in: [folder.path]).map(\.path) == [paths[2], linked, paths[1], paths[0]])
        #expect(try KlineFile.find(in: [folder.path + "/", paths[0]]).count == 4)
        #expect(try KlineFile.find(in: [paths[0], paths[1], paths[0]]).map(\.path) == [paths[1], paths[0]])
        #expect(try KlineFile.find(in: []).isEmpty)
    }

    @Test("says what is wrong with an argument")
    func refuses() throws {
        let folder = try TemporaryFolder()
        let readme = try folder.write("", to: "README.md")
        let month = try folder.write("", to: "BTCUSDT-1M-2024.csv")
        func text(_ path: String, limits: ArchiveLimits = ArchiveLimits()) -> String {
            do { return "\(try KlineFile.find(in: [path], limits: limits).count)" } catch { return "\(error)" }
        }
        #expect(text("no/such") == "no/such: no such file or folder")
        #expect(text(readme + "/x") == "\(readme)/x: no such file or folder")
        let rule = "name it SYMBOL-TIMEFRAME-DATE with .csv, .csv.gz or .zip: BTCUSDT-1m-2024-03-05.csv"
        #expect(text(readme) == "\(readme): not a kline file's name; \(rule)")
        let lengths = "1s, 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d"
        #expect(text(month) == "\(month): '1M' is not a timeframe: use \(lengths); \(rule)")
        let like = "they are named like BTCUSDT-1m-2024-03-05.csv, .csv.gz or .zip"
        #expect(text(folder.path) == "\(folder.path): holds no kline files; \(like)")

        _ = try folder.write("", to: "a/b/BTCUSDT-1m-2024.csv")
        var limits = ArchiveLimits()
        (limits.filesMax, limits.depthMax) = (5, 3)
        #expect(text(folder.path, limits: limits) == "1")
        limits.filesMax = 4
        #expect(
            text(folder.path, limits: limits)
                == "\(folder.path): more than 4 files, or folders too deep; name a folder further down")
        (limits.filesMax, limits.depthMax) = (5, 2)
        #expect(
            text(folder.path, limits: limits)
                == "\(folder.path): more than 5 files, or folders too deep; name a folder further down")
    }
}

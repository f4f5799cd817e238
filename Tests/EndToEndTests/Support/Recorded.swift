import Foundation
import WickTestKit

/// The recorded candles that the whole program is held against.
enum Recorded {
    static let symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"]
    static let week = (4...10).map { $0 < 10 ? "2024-03-0\($0)" : "2024-03-\($0)" }

    /// The files of these days, of all symbols.
    static func files(days: [String]) -> [String] {
        symbols.flatMap { symbol in
            days.map { SharedData.path("data/binance-spot-klines/1m/\(symbol)-1m-\($0).csv.gz") }
        }
    }

    /// The signals of the week as two other implementations found them.
    static func referenceSignals() throws -> [OutputRecord] {
        let path = SharedData.path("reference/signals-2024-03-04_10.jsonl")
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { try OutputRecord(line: String($0)) }
    }

    /// The rows of a file as they stand there, read by a program that is not ours.
    static func rows(of symbol: String, day: String, in workplace: Workplace) async throws -> [[Substring]] {
        let file = SharedData.path("data/binance-spot-klines/1m/\(symbol)-1m-\(day).csv.gz")
        return try await run("gzip", ["-dc", file], in: workplace).lines.map { $0.split(separator: ",") }
    }
}

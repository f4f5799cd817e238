import CZlib
import Foundation
import Testing
import WickMarket
import WickTestKit

/// Recorded candles and reference results from the folder beside the checkout.
enum Recorded {
    static let week = (4...10).map { $0 < 10 ? "2024-03-0\($0)" : "2024-03-\($0)" }
    static let symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"]

    /// The candles of a symbol on these days, from the exchange's own one-minute files.
    static func candles(_ symbol: String, days: [String]) throws -> [Candle] {
        try days.flatMap { day in
            try lines(of: "data/binance-spot-klines/1m/\(symbol)-1m-\(day).csv.gz").map(candle(fromRow:))
        }
    }

    /// The lines of a file of JSON objects, gzipped or not.
    static func objects<Line: Decodable>(_ type: Line.Type, in file: String) throws -> [Line] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try lines(of: file).map { try decoder.decode(type, from: Data($0.utf8)) }
    }

    /// The lines of a file, gzipped or not.
    private static func lines(of file: String) throws -> [Substring] {
        let handle = try #require(gzopen(SharedData.path(file), "rb"), "cannot open \(file)")
        defer { gzclose(handle) }
        var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while case let count = gzread(handle, &chunk, UInt32(chunk.count)), count != 0 {
            try #require(count > 0, "cannot unpack \(file)")
            bytes += chunk.prefix(Int(count))
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    /// A row is `open_time,open,high,low,close,volume,close_time,quote_volume,trades,…`.
    private static func candle(fromRow row: Substring) throws -> Candle {
        let fields = row.split(separator: ",")
        let prices = try fields[1...5].map { try #require(Double($0)) }
        return Candle(
            openTime: Timestamp(milliseconds: try #require(Int64(fields[0]))),
            open: prices[0], high: prices[1], low: prices[2], close: prices[3], volume: prices[4],
            trades: try #require(Int64(fields[8])))
    }
}

import CZlib
import Foundation
import WickTestKit

/// Recorded stream messages and answers beside the checkout, in `../shared/data`.
enum Recording: String, CaseIterable {
    case spot = "binance-spot-2021-10-12"
    case usdm = "binance-usdm-2021-07-22"
    case us = "binance-us-2021-10-12"
    case depth = "binance-spot-btcusdt-depth-2025-12-07.raw"

    /// How many messages it holds, and how many of them show candles: figures of the data's own description.
    var messageCount: Int {
        switch self {
        case .spot: 265
        case .usdm: 1535
        case .us: 480
        case .depth: 3286
        }
    }
    var candleCount: Int {
        switch self {
        case .spot: 2
        case .usdm: 67
        case .us: 5
        case .depth: 0
        }
    }

    /// The messages as they came.
    func messages() throws -> [[UInt8]] {
        let lines = try unzipped("data/binance-ws/\(rawValue).jsonl.gz").split(separator: UInt8(ascii: "\n"))
        if self == .depth { return lines.map(Array.init) }
        return lines.compactMap { line in
            guard let marker = line.firstRange(of: #","msg":"#.utf8) else { return nil }
            return Array(line[marker.upperBound...].dropLast())
        }
    }

    /// All candle messages of all recordings.
    static func candleMessages() throws -> [[UInt8]] {
        try allCases.flatMap { try $0.messages() }.filter { $0.firstRange(of: #""e":"kline""#.utf8) != nil }
    }
}

struct UnreadableFile: Error { let path: String }

/// The content of a gzipped file of the shared data.
func unzipped(_ relative: String) throws -> [UInt8] {
    let path = SharedData.path(relative)
    guard let file = gzopen(path, "rb") else { throw UnreadableFile(path: path) }
    defer { gzclose(file) }
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = gzread(file, &part, UInt32(part.count))
        guard count >= 0 else { throw UnreadableFile(path: path) }
        if count == 0 { return content }
        content += part[..<Int(count)]
    }
}

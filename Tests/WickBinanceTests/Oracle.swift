import Foundation
import WickFeed
import WickMarket

/// Reads a candle message with Foundation's JSONDecoder: the second opinion on what the scanner makes of it.
enum Oracle {
    /// The candle that the message shows, or `nil` if JSONDecoder does not find a sound one.
    static func candle(in message: some Sequence<UInt8>, _ table: SeriesTable) -> CandleUpdate? {
        let data = Data(message)
        let decoder = JSONDecoder()
        if let wrapped = try? decoder.decode(Wrapped.self, from: data) { return wrapped.data.update(table) }
        return (try? decoder.decode(Event.self, from: data))?.update(table)
    }

    /// Whether the text is sound JSON throughout. JSONDecoder does not look into what it was not asked for.
    static func isSound(_ message: some Sequence<UInt8>) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(message), options: .fragmentsAllowed)) != nil
    }

    private struct Wrapped: Decodable {
        let stream: String
        let data: Event
    }

    private struct Event: Decodable {
        let e: String
        let E: Int64
        let s: String
        let k: Kline

        func update(_ table: SeriesTable) -> CandleUpdate? {
            guard e == "kline", s == k.s, k.T > k.t, let symbol = try? Symbol(k.s), symbol.name == k.s,
                let timeframe = Timeframe(rawValue: k.i),
                let series = table.index(of: SeriesKey(symbol: symbol, timeframe: timeframe))
            else { return nil }
            let numbers = [k.o, k.h, k.l, k.c, k.v].compactMap(decimal)
            guard numbers.count == 5 else { return nil }
            let candle = Candle(
                openTime: time(k.t), open: numbers[0], high: numbers[1], low: numbers[2], close: numbers[3],
                volume: numbers[4], trades: k.n)
            return CandleUpdate(
                series: series, candle: candle, closeTime: time(k.T), exchangeTime: time(E), isClosed: k.x)
        }

        private func time(_ wire: Int64) -> Timestamp {
            Timestamp(milliseconds: wire >= 1_000_000_000_000_000 ? wire / 1000 : wire)
        }

        private func decimal(_ text: String) -> Double? {
            let isPlain = text.utf8.count <= 64 && text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
            return isPlain ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
        }
    }

    private struct Kline: Decodable {
        let t, T, n: Int64
        let s, i, o, h, l, c, v: String
        let x: Bool
    }
}

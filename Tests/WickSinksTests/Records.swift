import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

@testable import WickEngine
@testable import WickSinks

/// Makes records for tests.
enum Records {
    static let key = SeriesKey(symbol: (try? Symbol("BTCUSDT")) ?? never, timeframe: .oneMinute)
    private static var never: Symbol { preconditionFailure("BTCUSDT is a symbol") }

    /// The candle of a minute, which is how tests tell them apart.
    static func candle(_ minute: Int) -> SinkRecord {
        .candle(
            ClosedCandle(series: 0, candle: CandleMaker.candle(minute), source: .stream, timeliness: .fresh), key)
    }

    /// A signal that was refused, at a minute.
    static func refusal(_ minute: Int) -> SinkRecord {
        let time = CandleMaker.candle(minute).openTime
        let signal = Signal(side: .long, entry: 100, stopDistance: 1, targetDistance: 2, atr: 1)
        return .signal(
            SignalRecord(
                number: minute, key: key, openTime: time, signal: signal,
                readings: IndicatorReadings(of: CandleMaker.candle(minute), candles: 30),
                verdict: .refused(Refusal(rule: .minNotional, detail: "too small")), isLate: false))
    }

    /// The minutes of all lines that have one; `nil` for one that tells of missing records.
    static func minutes(of text: String) -> [Int?] {
        text.split(separator: "\n").map { line in
            guard let name = line.range(of: "\"open_time\":") else { return nil }
            let time = Int64(line[name.upperBound...].prefix { $0.isNumber }) ?? 0
            return Int((time - CandleMaker.start.milliseconds) / 60_000)
        }
    }
}

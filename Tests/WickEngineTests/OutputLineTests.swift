import Foundation
import Testing
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy

/// The contract of `--headless`: fields and their order to the letter.
struct OutputLineTests {
    @Test("a status before the exchange's time is known has none")
    func timelessStatus() {
        let status = FeedStatus(state: .connecting, detail: "asking for the time")
        #expect(
            String(decoding: OutputLine.status(status, at: nil, .jsonl), as: UTF8.self)
                == #"{"type":"status","time":null,"state":"connecting","detail":"asking for the time"}"# + "\n")
    }

    private static let openTime = Timestamp(milliseconds: 1_709_510_400_000)

    private static func key() throws -> SeriesKey { SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func record(_ verdict: RiskVerdict, isLate: Bool = false) throws -> SignalRecord {
        let candle = Candle(openTime: openTime, open: 1, high: 2, low: 0.5, close: 63493.83, volume: 12.5)
        var readings = IndicatorReadings(of: candle, candles: 40)
        (readings.emaFast, readings.emaSlow) = (63490.125, 63480)
        (readings.rsi, readings.atr) = (61.25, nil)
        return SignalRecord(
            number: 3, key: try key(), openTime: openTime,
            signal: Signal(side: .long, entry: 63493.83, stopDistance: 10, targetDistance: 20, atr: 40),
            readings: readings, verdict: verdict, isLate: isLate)
    }

    private static let plan = Plan(
        side: .long, entry: 63493.83, stopLoss: 63483.83, takeProfit: 63513.83, size: 0.00001, notional: 0.6349383,
        risk: 0.0001, reward: 0.0002, cost: 0.0025397532)

    @Test(
        "a closed candle",
        arguments: [(CandleSource.stream, "stream"), (.rest, "rest"), (.file, "file")])
    func candle(_ source: CandleSource, _ word: String) throws {
        let candle = Candle(
            openTime: Self.openTime, open: 63493.83, high: 63500, low: 0.00001, close: 63493.9, volume: 12.5, trades: 7)
        let closed = ClosedCandle(series: 0, candle: candle, source: source, timeliness: .fresh)
        #expect(
            Self.text(OutputLine.candle(closed, of: try Self.key(), .jsonl))
                == #"{"type":"candle","symbol":"BTCUSDT","timeframe":"1m","open_time":1709510400000,"open":63493.83,"#
                + #""high":63500,"low":0.00001,"close":63493.9,"volume":12.5,"trades":7,"source":"\#(word)"}"# + "\n")
        #expect(
            Self.text(OutputLine.candle(closed, of: try Self.key(), .text))
                == "2024-03-04T00:00:00.000Z BTCUSDT 1m open 63493.83 high 63500 low 0.00001 close 63493.9 "
                + "volume 12.5 (\(word))\n")
    }

    @Test("a signal with its plan")
    func signal() throws {
        let record = try Self.record(.plan(Self.plan))
        #expect(
            Self.text(OutputLine.signal(record, .jsonl))
                == #"{"type":"signal","symbol":"BTCUSDT","timeframe":"1m","open_time":1709510400000,"side":"LONG","#
                + #""entry":63493.83,"stop_loss":63483.83,"take_profit":63513.83,"size":0.00001,"#
                + #""notional":0.6349383,"risk":0.0001,"cost":0.0025397532,"ema_fast":63490.125,"ema_slow":63480,"#
                + #""rsi":61.25,"atr":null,"volume_average":null}"# + "\n")
        #expect(
            Self.text(OutputLine.signal(record, .text))
                == "2024-03-04T00:00:00.000Z BTCUSDT LONG entry 63493.83 stop 63483.83 target 63513.83 size 0.00001 "
                + "notional 0.6349383 risk 0.0001 reward 0.0002 cost 0.0025397532\n")
    }

    @Test("a refusal")
    func refusal() throws {
        let record = try Self.record(.refused(Refusal(rule: .minNotional, detail: "4.12 is below 5")))
        #expect(
            Self.text(OutputLine.signal(record, .jsonl))
                == #"{"type":"refusal","symbol":"BTCUSDT","open_time":1709510400000,"side":"LONG","#
                + #""rule":"min_notional","detail":"4.12 is below 5"}"# + "\n")
        #expect(
            Self.text(OutputLine.signal(record, .text))
                == "2024-03-04T00:00:00.000Z BTCUSDT LONG refused (min_notional): 4.12 is below 5\n")
    }

    @Test(
        "a late signal says so, last",
        arguments: [.plan(plan), .refused(Refusal(rule: .zeroSize, detail: "none"))] as [RiskVerdict])
    func late(_ verdict: RiskVerdict) throws {
        let (late, fresh) = (try Self.record(verdict, isLate: true), try Self.record(verdict))
        let (lateLine, line) = (OutputLine.signal(late, .jsonl), OutputLine.signal(fresh, .jsonl))
        #expect(Self.text(lateLine) == Self.text(line).replacing("}\n", with: #","late":true}"# + "\n"))
        #expect(Self.text(OutputLine.signal(late, .text)).contains("BTCUSDT LONG (late) "))
        #expect(!Self.text(OutputLine.signal(fresh, .text)).contains("late"))
    }

    @Test("nothing, of what was no signal", arguments: OutputLine.Format.allCases)
    func noSignal(_ format: OutputLine.Format) throws {
        #expect(OutputLine.signal(try Self.record(.noSignal), format).isEmpty)
    }

    @Test("a change of state", arguments: FeedState.allCases)
    func status(_ state: FeedState) {
        let status = FeedStatus(state: state, detail: "no data for 60 s", attempt: 3)
        #expect(
            Self.text(OutputLine.status(status, at: Self.openTime, .jsonl))
                == #"{"type":"status","time":1709510400000,"state":"\#(state.rawValue)","detail":"no data for 60 s"}"#
                + "\n")
        #expect(
            Self.text(OutputLine.status(status, at: Self.openTime, .text))
                == "2024-03-04T00:00:00.000Z \(state.rawValue): no data for 60 s\n")
    }

    @Test("the states have the words of the contract")
    func states() {
        #expect(
            FeedState.allCases.map(\.rawValue) == ["connecting", "live", "lagging", "stale", "reconnecting", "stopped"])
    }

    @Test("a corrected candle")
    func correction() throws {
        let candle = Candle(
            openTime: Self.openTime, open: 1, high: 2.5, low: 0.5, close: 1.25, volume: 12, trades: 3)
        #expect(
            Self.text(OutputLine.correction(candle, of: try Self.key(), .jsonl))
                == #"{"type":"correction","symbol":"BTCUSDT","timeframe":"1m","open_time":1709510400000,"#
                + #""open":1,"high":2.5,"low":0.5,"close":1.25,"volume":12,"trades":3}"# + "\n")
        #expect(
            Self.text(OutputLine.correction(candle, of: try Self.key(), .text))
                == "2024-03-04T00:00:00.000Z BTCUSDT 1m corrected: open 1 high 2.5 low 0.5 close 1.25 volume 12\n")
    }

    @Test("a repaired gap")
    func gap() throws {
        let report = GapReport(
            series: 0, from: Self.openTime, to: Self.openTime.advanced(byMilliseconds: 180_000), filled: 3, holes: 1)
        #expect(
            Self.text(OutputLine.gap(report, of: try Self.key(), .jsonl))
                == #"{"type":"gap","symbol":"BTCUSDT","timeframe":"1m","from":1709510400000,"to":1709510580000,"#
                + #""filled":3,"holes":1}"# + "\n")
        #expect(
            Self.text(OutputLine.gap(report, of: try Self.key(), .text))
                == "2024-03-04T00:03:00.000Z BTCUSDT 1m: candles of 2024-03-04T00:00:00.000Z to "
                + "2024-03-04T00:03:00.000Z were missing: 3 fetched, 1 do not exist\n")
    }

    @Test("words from outside make no second line and command no terminal", arguments: OutputLine.Format.allCases)
    func wordsFromOutside(_ format: OutputLine.Format) {
        let status = FeedStatus(state: .reconnecting, detail: "a\n{\"type\":\"candle\"}\u{1B}[2J\u{9B}2J\r")
        let line = OutputLine.status(status, at: nil, format)
        #expect(line.last == 10 && !line.dropLast().contains { $0 < 0x20 || $0 == 0x7F })
        #expect(!Self.text(line).unicodeScalars.contains("\u{9B}"))
    }

    @Test("every line is an object that Foundation reads")
    func isJSON() throws {
        let closed = ClosedCandle(
            series: 0, candle: Candle(openTime: Self.openTime, open: 1, high: 1, low: 1, close: 1, volume: 0),
            source: .rest, timeliness: .history)
        let report = GapReport(series: 0, from: Self.openTime, to: Self.openTime, filled: 0, holes: 1)
        let lines = [
            OutputLine.candle(closed, of: try Self.key(), .jsonl),
            OutputLine.signal(try Self.record(.plan(Self.plan), isLate: true), .jsonl),
            OutputLine.signal(try Self.record(.refused(Refusal(rule: .noEquity, detail: "\"\\"))), .jsonl),
            OutputLine.status(FeedStatus(state: .live, detail: "é\u{0}"), at: nil, .jsonl),
            OutputLine.gap(report, of: try Self.key(), .jsonl),
        ]
        for line in lines {
            #expect(try JSONSerialization.jsonObject(with: Data(line)) is [String: Any])
        }
    }
}

import WickFeed
import WickMarket
import WickRisk

/// Words what happened as lines for programs (JSON) or for people (text), in UTF-8; each ends with a line break.
///
/// Fields and their order are a contract, which the tests hold to the letter: `late` alone, of signals and refusals, is
/// there only where it is true. Times are milliseconds since 1970 UTC, prices and money in quote units, sizes and volumes
/// in base units.
public enum OutputLine {
    /// How the lines look.
    public enum Format: String, Sendable, CaseIterable {
        /// For people.
        case text
        /// One JSON object a line.
        case jsonl
    }

    /// A closed candle.
    public static func candle(_ closed: ClosedCandle, of key: SeriesKey, _ format: Format) -> [UInt8] {
        switch format {
        case .jsonl:
            var line = JSONLine(type: "candle")
            add(closed.candle, of: key, to: &line)
            line.add("source", closed.source.rawValue)
            return line.bytes
        case .text:
            return text(
                closed.candle.openTime, "\(key) \(numbers(of: closed.candle)) (\(closed.source.rawValue))")
        }
    }

    /// The values of a closed candle that was told before with others.
    public static func correction(_ candle: Candle, of key: SeriesKey, _ format: Format) -> [UInt8] {
        switch format {
        case .jsonl:
            var line = JSONLine(type: "correction")
            add(candle, of: key, to: &line)
            return line.bytes
        case .text:
            return text(candle.openTime, "\(key) corrected: \(numbers(of: candle))")
        }
    }

    /// A signal with its plan, or with the refusal of one; empty without either.
    public static func signal(_ record: SignalRecord, _ format: Format) -> [UInt8] {
        switch (record.verdict, format) {
        case (.plan(let plan), .jsonl): signalObject(record, plan)
        case (.refused(let refusal), .jsonl): refusalObject(record, refusal)
        case (.plan(let plan), .text): signalText(record, plan)
        case (.refused(let refusal), .text): refusalText(record, refusal)
        case (.noSignal, _): []
        }
    }

    /// A change of the feed's state.
    /// - Parameter status: the new state.
    /// - Parameter time: when, by the exchange's clock; `nil` (`null` in JSON) before it was told.
    /// - Parameter format: for people or for programs.
    public static func status(_ status: FeedStatus, at time: Timestamp?, _ format: Format) -> [UInt8] {
        switch format {
        case .jsonl:
            var line = JSONLine(type: "status")
            line.add("time", time?.milliseconds)
            line.add("state", status.state.rawValue)
            line.add("detail", status.detail)
            return line.bytes
        case .text:
            return text(time, "\(status.state.rawValue): \(status.detail)")
        }
    }

    /// What came of looking for missing candles.
    public static func gap(_ report: GapReport, of key: SeriesKey, _ format: Format) -> [UInt8] {
        switch format {
        case .jsonl:
            var line = JSONLine(type: "gap")
            line.add("symbol", key.symbol.name)
            line.add("timeframe", key.timeframe.rawValue)
            line.add("from", report.from.milliseconds)
            line.add("to", report.to.milliseconds)
            line.add("filled", Int64(report.filled))
            line.add("holes", Int64(report.holes))
            return line.bytes
        case .text:
            let span = "\(UTCTime(report.from).iso8601) to \(UTCTime(report.to).iso8601)"
            return text(
                report.to,
                "\(key): candles of \(span) were missing: \(report.filled) fetched, \(report.holes) do not exist")
        }
    }

    /// How many records before this line are missing, for a reader that could not take them all; JSON.
    public static func missed(_ count: Int) -> [UInt8] {
        var line = JSONLine(type: "missed")
        line.add("count", Int64(count))
        return line.bytes
    }

    // MARK: Parts

    private static func signalObject(_ record: SignalRecord, _ plan: Plan) -> [UInt8] {
        var line = JSONLine(type: "signal")
        add(record.key, record.openTime, to: &line)
        line.add("side", record.signal.side.rawValue)
        line.add("entry", plan.entry)
        line.add("stop_loss", plan.stopLoss)
        line.add("take_profit", plan.takeProfit)
        line.add("size", plan.size)
        line.add("notional", plan.notional)
        line.add("risk", plan.risk)
        line.add("cost", plan.cost)
        line.add("ema_fast", record.readings.emaFast)
        line.add("ema_slow", record.readings.emaSlow)
        line.add("rsi", record.readings.rsi)
        line.add("atr", record.readings.atr)
        line.add("volume_average", record.readings.volumeAverage)
        if record.isLate { line.add("late", true) }
        return line.bytes
    }

    private static func refusalObject(_ record: SignalRecord, _ refusal: Refusal) -> [UInt8] {
        var line = JSONLine(type: "refusal")
        line.add("symbol", record.key.symbol.name)
        line.add("open_time", record.openTime.milliseconds)
        line.add("side", record.signal.side.rawValue)
        line.add("rule", refusal.rule.rawValue)
        line.add("detail", refusal.detail)
        if record.isLate { line.add("late", true) }
        return line.bytes
    }

    private static func signalText(_ record: SignalRecord, _ plan: Plan) -> [UInt8] {
        func short(_ number: Double) -> String { ShortestDecimal(number).description }
        return text(
            record.openTime,
            "\(title(record)) entry \(short(plan.entry)) stop \(short(plan.stopLoss)) "
                + "target \(short(plan.takeProfit)) size \(short(plan.size)) notional \(short(plan.notional)) "
                + "risk \(short(plan.risk)) reward \(short(plan.reward)) cost \(short(plan.cost))")
    }

    private static func refusalText(_ record: SignalRecord, _ refusal: Refusal) -> [UInt8] {
        text(record.openTime, "\(title(record)) refused (\(refusal.rule.rawValue)): \(refusal.detail)")
    }

    private static func title(_ record: SignalRecord) -> String {
        "\(record.key.symbol) \(record.signal.side)\(record.isLate ? " (late)" : "")"
    }

    private static func add(_ candle: Candle, of key: SeriesKey, to line: inout JSONLine) {
        add(key, candle.openTime, to: &line)
        line.add("open", candle.open)
        line.add("high", candle.high)
        line.add("low", candle.low)
        line.add("close", candle.close)
        line.add("volume", candle.volume)
        line.add("trades", candle.trades)
    }

    private static func numbers(of candle: Candle) -> String {
        let prices = [candle.open, candle.high, candle.low, candle.close].map { ShortestDecimal($0).description }
        return "open \(prices[0]) high \(prices[1]) low \(prices[2]) close \(prices[3]) "
            + "volume \(ShortestDecimal(candle.volume))"
    }

    private static func add(_ key: SeriesKey, _ openTime: Timestamp, to line: inout JSONLine) {
        line.add("symbol", key.symbol.name)
        line.add("timeframe", key.timeframe.rawValue)
        line.add("open_time", openTime.milliseconds)
    }

    private static func text(_ time: Timestamp?, _ words: String) -> [UInt8] {
        let stamp = time.map { UTCTime($0).iso8601 } ?? "-"
        // Words may come from an exchange: they make neither a second line nor a command to the terminal.
        return Array("\("\(stamp) \(words)".harmless(" "))\n".utf8)
    }
}

import WickEngine
import WickMarket

/// Words the records of a journal, and what they amount to.
struct SignalList {
    /// A record, and its line in the journal.
    struct Record {
        let line: JournalLine
        let text: [UInt8]
    }

    let records: [Record]
    let totals: SignalTotals
    let format: SignalsCommand.Format
    let onlyTotals: Bool

    /// All of it.
    var text: String {
        switch format {
        case .table: (onlyTotals ? "" : table) + totalsInWords
        case .csv: onlyTotals ? csvOfTotals : csv
        case .json: json
        case .jsonl: records.map { String(decoding: $0.text, as: UTF8.self) + "\n" }.joined()
        }
    }

    // MARK: For people

    private static let columns = [
        "symbol", "side", "entry", "stop_loss", "take_profit", "size", "notional", "risk", "cost",
    ]

    /// What is money, in quote units, and worked out: its last digits are nobody's price.
    private static let amounts: Set = ["notional", "risk", "cost"]

    private var table: String {
        if records.isEmpty { return "" }
        let head = ["time (UTC)"] + Self.columns.map { $0.replacingUnderscores } + [""]
        let rows = [head] + records.map { row($0.line) }
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let pad = String(repeating: " ", count: widths[column] - text.count)
                // Words to the left, numbers to the right.
                line += (column < 3 || column == row.count - 1 ? text + pad : pad + text) + "  "
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }
        return lines.joined() + "\n"
    }

    private func row(_ line: JournalLine) -> [String] {
        let time = line.openTime.map { UTCTime($0) }.map { "\($0.date) \($0.hourAndMinute)" } ?? "-"
        let values = Self.columns.map { name in
            let text = printable(line.text(name) ?? line.number(name) ?? "")
            return Self.amounts.contains(name) ? Double(text).map(rounded) ?? text : text
        }
        let late = line["late"] == .word("true") ? ["late"] : []
        let refused = line.text("type") == "refusal" ? ["refused: \(printable(line.text("rule") ?? ""))"] : []
        return [time] + values + [(late + refused).joined(separator: ", ")]
    }

    private var totalsInWords: String {
        let parts = "\(totals.long) long, \(totals.short) short, \(totals.refused) refused, \(totals.late) late"
        return """
            \(totals.count) signals: \(parts)
            notional \(rounded(totals.notional)), at risk \(rounded(totals.risk)), cost \(rounded(totals.cost)) in quote units

            """
    }

    /// To hundredths, and what is less than one to three digits that count.
    private func rounded(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return ShortestDecimal(number).description }
        var scale = 100.0
        while number != 0, abs(number) * scale < 100, scale < 1e12 { scale *= 10 }
        return ShortestDecimal((number * scale).rounded() / scale).description
    }

    /// The journal may have been written by somebody else: what is no text must not reach a terminal.
    private func printable(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(200) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
                line.append("?")
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    // MARK: For programs

    private static let csvColumns = [
        "type", "open_time", "symbol", "timeframe", "side", "entry", "stop_loss", "take_profit", "size", "notional",
        "risk", "cost", "ema_fast", "ema_slow", "rsi", "atr", "volume_average", "late", "rule", "detail",
    ]

    private var csv: String {
        let rows = records.map { record in
            Self.csvColumns.map { name in
                switch record.line[name] {
                case .text(let text): quoted(text)
                case .word(let word): word == "null" ? "" : word
                case nil: ""
                }
            }
        }
        return ([Self.csvColumns] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// RFC 4180, section 2.
    private func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private var namedTotals: [(String, String)] {
        [
            ("signals", "\(totals.count)"), ("long", "\(totals.long)"), ("short", "\(totals.short)"),
            ("refused", "\(totals.refused)"), ("late", "\(totals.late)"),
            ("notional", ShortestDecimal(totals.notional).description),
            ("risk", ShortestDecimal(totals.risk).description), ("cost", ShortestDecimal(totals.cost).description),
        ]
    }

    private var csvOfTotals: String {
        namedTotals.map(\.0).joined(separator: ",") + "\n" + namedTotals.map(\.1).joined(separator: ",") + "\n"
    }

    private var json: String {
        let totals = "{" + namedTotals.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
        let lines = records.map { String(decoding: $0.text, as: UTF8.self) }
        return onlyTotals ? totals + "\n" : "{\"signals\":[\(lines.joined(separator: ",\n"))],\n\"totals\":\(totals)}\n"
    }
}

extension String {
    fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}

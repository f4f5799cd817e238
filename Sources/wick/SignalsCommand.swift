import ArgumentParser
import Glibc
import WickConfiguration
import WickEngine
import WickMarket

/// `wick signals`: what stands in the journal.
struct SignalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals", abstract: "List, filter and total the signals of the journal.",
        discussion: """
            Times are UTC: 2024-03-05, 2024-03-05T14:05 or 2024-03-05T14:05:09; or a span back from now: 90m, 24h, 7d. \
            They are compared with the open time of a signal's candle.
            """)

    /// How the list looks.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// For people.
        case table
        case csv
        /// One object with the records and their totals.
        case json
        /// The lines of the journal as they are.
        case jsonl
    }

    @Option(help: "Only signals of this symbol; may be repeated.")
    var symbol: [String] = []

    @Option(help: "Only signals of candles that opened then or later: 2024-03-05, 2024-03-05T14:05 or 24h (ago).")
    var since: PastTime?

    @Option(help: "Only signals of candles that opened before this time: as --since.")
    var until: PastTime?

    @Option(help: "Only long or only short ones.")
    var side: SideOption?

    @Option(help: "Only the newest so many of them, 1 or more.")
    var last: Int?

    @Flag(help: "Only what they amount to, taken together.")
    var totals = false

    @Option(help: "table for people, csv, json, or jsonl: the journal's own lines.")
    var format = Format.table

    @Option(help: "The journal; without it, that of this user.", completion: .file())
    var journal: String?

    /// `--side`.
    enum SideOption: String, CaseIterable, ExpressibleByArgument { case long, short }

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last is 1 or more.") }
        for name in symbol {
            do throws(MarketError) { _ = try Symbol(name.uppercased()) } catch {
                throw ValidationError("--symbol: \(error)")
            }
        }
        if totals, format == .jsonl { throw ValidationError("--totals is no line of the journal; take json.") }
    }

    func run() throws {
        signal(SIGPIPE, SIG_DFL)
        let found = try read()
        print(
            SignalList(records: found.records, totals: found.totals, format: format, onlyTotals: totals).text,
            terminator: "")
        flushStandardOutput()
        if found.damaged > 0 {
            complain("\(found.damaged) damaged \(found.damaged == 1 ? "line was" : "lines were") passed over")
        }
    }

    private func read() throws -> (records: [SignalList.Record], totals: SignalTotals, damaged: Int) {
        guard let path = journal ?? StateLocation(environment: Environment.variables)?.journalFile else {
            complain("there is no journal: neither HOME nor XDG_STATE_HOME is set")
            throw ExitCode.usage
        }
        // That of this user may not be there yet.
        if journal != nil, access(path, F_OK) != 0, access("\(path).1", F_OK) != 0 {
            complain("\(path): cannot be read: \(SystemError(errno))")
            throw ExitCode.usage
        }
        var reader = JournalReader(path: path)
        var (records, damaged): ([SignalList.Record], Int) = ([], 0)
        let query = query
        do throws(JournalError) {
            while let item = try reader.next() {
                switch item {
                case .damaged: damaged += 1
                case .record(let line, let text):
                    if query.wants(line) { records.append(SignalList.Record(line: line, text: text)) }
                }
            }
        } catch {
            complain("\(error.path): cannot be read: \(error.reason)")
            throw ExitCode.usage
        }
        if let last { records.removeFirst(max(0, records.count - last)) }
        var totals = SignalTotals()
        for record in records { totals.add(record.line) }
        return (records, totals, damaged)
    }

    private var query: SignalQuery {
        var query = SignalQuery()
        query.symbols = Set(symbol.map { $0.uppercased() })
        query.side = side?.rawValue.uppercased()
        (query.since, query.until) = (since?.timestamp, until?.timestamp)
        return query
    }
}

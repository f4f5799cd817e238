import Foundation
import Logging
import Testing
import WickTestKit

@testable import WickArchive
@testable import WickBinance
@testable import WickConfiguration
@testable import WickCore
@testable import WickEngine
@testable import WickFeed
@testable import WickMarket
@testable import WickNetwork
@testable import WickSinks
@testable import WickWebSocket
@testable import wick

/// README's table of bounds, held to the program. That each of them is kept is tested where it lies.
struct BoundsTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md")

    private static func bytes(_ count: Int) -> String {
        count.isMultiple(of: 1 << 20) ? "\(count >> 20) MiB" : "\(count >> 10) KiB"
    }

    private static func number(_ count: Int) -> String {
        count < 1000 ? "\(count)" : "\(count / 1000),\(String("\(1000 + count % 1000)".dropFirst()))"
    }

    /// What each row says, made of the values that are in force.
    private static let rows: [String] = {
        let (stream, network) = (WebSocketLimits(), NetworkOptions())
        return [
            "\(bytes(stream.messageBytesMax)) | a WebSocket message, all fragments together",
            "\(bytes(stream.outboundBytesMax)) | a WebSocket message, all fragments together; what waits to be sent",
            "\(bytes(network.pendingBytesMax)) | a WebSocket message, all fragments together; what waits to be sent",
            "\(bytes(stream.handshakeBytesMax)) | a handshake",
            "\(bytes(network.headerBytesMax)) | a handshake; the headers of an answer, \(network.headersMax) of them",
            "\(bytes(MonitorCore.answerBytesMax)) | an answer's body, unpacked (\(bytes(WebhookOutlet.answerBytesMax))",
            "\(JSONScanner.depthMax) | levels of JSON in a message, and of a configuration",
            "\(NodeReader.depthMax) | levels of JSON in a message, and of a configuration",
            "\(WireText.charactersMax) | characters of an exchange's words; \(Symbol.bytesMax) bytes of a symbol;"
                + " \(number(LogLine.wordsMax)) characters of a log line, \(LogLine.valueMax) of a field;"
                + " \(LogTail.entriesMax) lines of the log",
            "\(bytes(SourceText.bytesMax)), \(number(NodeReader.nodesMax)) | a configuration's bytes and nodes;"
                + " \(number(Mistakes.listedMax)) mistakes",
            "\(number(Configuration.symbolsMax)); 5,000 | symbols; candles kept of each",
            "\(number(Feed.symbolsMax)); 5,000 | symbols; candles kept of each",
            "\(number(Engine.logMax)) | signals for the screen; closed candles that wait for a subscriber, or behind a",
            "\(number(JournalGate<Int>.heldMax)) | signals for the screen;",
            "\(bytes(SignalJournal.waitingBytesMax)) | lines that wait for the journal or a reader;"
                + " \(bytes(LogFile.waitingBytesMax)) for the log; \(bytes(RecorderLimits().waitingBytesMax)) for a",
            "\(bytes(LineWriter.waitingBytesMax)) | lines that wait for the journal",
            "\(number(SinkQueue.recordsMax)) + \(number(SinkQueue.signalsMax)) | records and older signals that wait for"
                + " a sink; \(SinkSettings.countMax) sinks",
            "\(bytes(ArchiveLimits().lineBytesMax)) | a line of a kline file",
            "\(SnapshotMailbox.notesMax) | notes for the screen",
            "\(AlertSettings.alertsMax); \(CommandRunner.runningMax) | alerts; commands of alerts that run at once",
            "\(AlertBook.alertsMax); \(CommandRunner.runningMax) | alerts; commands of alerts",
        ]
    }()

    @Test("README tells the bounds that are in force", arguments: rows)
    func tellsBounds(row: String) throws {
        #expect(try String(contentsOf: Self.readme, encoding: .utf8).contains("| \(row)"))
    }

    @Test("every row of README's table is held to the program")
    func holdsEveryRow() throws {
        let text = try String(contentsOf: Self.readme, encoding: .utf8)
        let table = try #require(text.range(of: "| Bound | Of what |\n| --- | --- |\n"))
        let rows = text[table.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }
        #expect(rows.count > 10)
        for row in rows { #expect(Self.rows.contains { row.hasPrefix("| \($0)") }, "\(row)") }
    }

    @Test("words and fields of a log line are cut at their bounds")
    func cutsLogLines() {
        let long = String(repeating: "x", count: 5000)
        let event = LogEvent(
            level: .info, message: "\(long)", metadata: ["key": "\(long)"], source: "feed", file: "", function: "",
            line: 0)
        let parts = LogLine(event, metadata: [:]).words.split(separator: " ")
        #expect(parts.map { $0.filter { $0 == "x" }.count } == [LogLine.wordsMax, LogLine.valueMax])
    }

    @Test("an exchange's words are cut at their bound")
    func cutsWords() {
        let cut = WireText.cleaned(String(repeating: "x", count: 1 << 20))
        #expect(cut.count == WireText.charactersMax && cut.hasSuffix("…"))
        let accents = WireText.cleaned("a" + String(repeating: "\u{301}", count: 100_000))
        #expect(accents.utf8.count <= 4 * WireText.charactersMax + 2 * "…".utf8.count)
    }

    @Test("no more notes wait for the screen than may")
    func boundsNotes() throws {
        let mailbox = try SnapshotMailbox()
        for number in 0..<SnapshotMailbox.notesMax + 5 { mailbox.post(ScreenNote("\(number)")) }
        #expect(mailbox.takeNotes().map(\.text) == (5..<SnapshotMailbox.notesMax + 5).map { "\($0)" })
    }
}

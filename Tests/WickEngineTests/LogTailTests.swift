import Testing
import WickEngine
import WickMarket

struct LogTailTests {
    @Test("numbers lines, keeps the newest, and no more of them than it may")
    func keepsTheNewest() {
        let tail = LogTail()
        #expect(tail.entries.isEmpty)
        let count = LogTail.entriesMax + 7
        for number in 1...count {
            tail.append(
                LogEntry(time: Timestamp(milliseconds: 5), level: .info, source: "feed", text: "line \(number)"))
        }
        #expect(tail.entries.map(\.number) == Array(8...count))
        #expect(tail.entries.allSatisfy { $0.text == "line \($0.number)" })
    }
}

import Glibc
import Logging
import WickEngine
import WickMarket

/// Writes log lines to a file, each with its time and level; or, for systemd's journal, which has both itself, to
/// standard error with the level as the journal reads it (`sd-daemon(3)`). The screen can look at the newest ones.
struct LineLog: LogHandler {
    enum Destination: Sendable {
        case file(LogFile)
        case journal
        /// There is no file that can be written.
        case nowhere
    }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let destination: Destination
    private let tail: LogTail?

    /// - Parameter tail: keeps the newest lines for the screen, if there is one.
    init(_ destination: Destination, level: Logger.Level, tail: LogTail? = nil) {
        (self.destination, self.tail, logLevel) = (destination, tail, level)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = LogLine(event, metadata: metadata)
        let time = Self.now
        tail?.append(
            LogEntry(
                time: time, level: LogEntry.Level(rawValue: event.level.rawValue) ?? .info, source: line.source,
                text: line.words))
        switch destination {
        case .file(let file): file.append(Array("\(UTCTime(time).iso8601) \(event.level) \(line.text)\n".utf8))
        case .journal: complain("<\(Self.priority(event.level))>\(line.text)")
        case .nowhere: break
        }
    }

    private static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Waits a moment until all lines are written.
    func flush() {
        if case .file(let file) = destination { file.flush() }
    }

    /// Whether standard error leads to systemd's journal: then `$JOURNAL_STREAM` has its device and inode.
    static func hasJournal(_ stream: String?, descriptor: Int32 = STDERR_FILENO) -> Bool {
        var status = stat()
        guard let stream, fstat(descriptor, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

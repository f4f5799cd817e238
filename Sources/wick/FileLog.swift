import Glibc
import Logging
import WickEngine
import WickMarket

/// Writes log lines to a file on a thread of its own: time, level, words, and `key=value` fields.
struct FileLog: LogHandler {
    /// A file that has grown beyond this is put aside as `.1` at the start.
    static let bytesMax: off_t = 10 << 20

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let writer: LineWriter

    /// Opens the file, and its folder, for this user alone.
    /// - Throws: ``LogFileError``.
    init(path: String, level: Logger.Level) throws(LogFileError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_size > Self.bytesMax, rename(path, path + ".1") != 0 {
            throw LogFileError(path: path, reason: SystemError(errno).description)
        }
        do throws(SystemError) {
            let descriptor = try PrivateFile.openToAppend(path)
            writer = LineWriter(descriptor: descriptor, name: "log", syncs: false, closesAtEnd: true)
        } catch {
            throw LogFileError(path: path, reason: error.description)
        }
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let stamp = Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let tail = fields.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(UTCTime(stamp).iso8601) \(event.level) \(event.message)\(tail)"
        writer.append(Array(line.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }) + [UInt8(ascii: "\n")])
    }

    /// Waits a moment until all lines are written.
    func flush() { writer.flush(within: .milliseconds(300)) }
}

/// The log cannot be kept.
struct LogFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): the log cannot be written: \(reason)" }
}

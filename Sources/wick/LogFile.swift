import Dispatch
import Glibc
import Synchronization
import WickEngine

/// The log's file: written on a thread of its own, and put aside as `.1`, `.2` and so on when it is full.
///
/// A log holds nobody up: what a slow or full disk has no room for is dropped, counted, and said in the log itself.
final class LogFile: Sendable {
    /// A file of this size is put aside, and so many of them are kept.
    static let bytesMax = 10 << 20, keptMax = 3
    /// The bytes that wait for the disk at most.
    static let waitingBytesMax = 1 << 20

    private let path: String
    private let bytesMax: Int
    private let queue = DispatchQueue(label: "wick.log")
    private let backlog = Mutex(Backlog())
    /// Touched on the queue only, but for the beginning.
    private let file: Mutex<(descriptor: Int32, size: Int)>

    private struct Backlog {
        var bytes: [UInt8] = []
        var dropped = 0
        var isScheduled = false
    }

    /// Opens the file, and its folder, for this user alone.
    /// - Throws: ``LogFileError``.
    init(path: String, bytesMax: Int = LogFile.bytesMax) throws(LogFileError) {
        (self.path, self.bytesMax) = (path, bytesMax)
        do throws(SystemError) {
            file = Mutex(try Self.open(path))
        } catch {
            throw LogFileError(path: path, reason: error.description)
        }
    }

    deinit { close(file.withLock(\.descriptor)) }

    /// The lines that were dropped and that the log does not say yet.
    var droppedLines: Int { backlog.withLock(\.dropped) }

    /// Adds a line, which ends with a line break. It does not wait.
    func append(_ line: [UInt8]) {
        let mustSchedule = backlog.withLock { backlog in
            guard backlog.bytes.count + line.count <= Self.waitingBytesMax else {
                backlog.dropped += 1
                return false
            }
            backlog.bytes += line
            defer { backlog.isScheduled = true }
            return !backlog.isScheduled
        }
        if mustSchedule { queue.async { self.drain() } }
    }

    /// Waits a moment until all lines are written.
    func flush(within patience: DispatchTimeInterval = .milliseconds(300)) {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            done.signal()
        }
        _ = done.wait(timeout: .now() + patience)
    }

    // MARK: On the queue

    private func drain() {
        let (bytes, dropped) = backlog.withLock { backlog in
            defer { backlog = Backlog() }
            return (backlog.bytes, backlog.dropped)
        }
        let note = dropped == 0 ? "" : "\(dropped) lines of the log were dropped: the disk is too slow, or full\n"
        let lost = write(bytes + Array(note.utf8))
        // The note is last: with any line, it is lost too, and is to be said again.
        if lost > 0 { backlog.withLock { $0.dropped += dropped == 0 ? lost : lost - 1 + dropped } }
    }

    /// - Returns: how many lines could not be written.
    private func write(_ bytes: [UInt8]) -> Int {
        guard !bytes.isEmpty else { return 0 }
        return file.withLock { file in
            if file.size > 0, file.size + bytes.count > bytesMax { rotate(&file) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                file.size += count
                rest = rest.dropFirst(count)
            }
            return rest.count { $0 == UInt8(ascii: "\n") }
        }
    }

    /// Where a name cannot be changed, the file grows on.
    private func rotate(_ file: inout (descriptor: Int32, size: Int)) {
        for number in stride(from: Self.keptMax - 1, to: 0, by: -1) {
            _ = rename("\(path).\(number)", "\(path).\(number + 1)")  // The older ones need not be there.
        }
        guard rename(path, "\(path).1") == 0 else { return }
        do throws(SystemError) {
            let next = try Self.open(path)
            close(file.descriptor)
            file = next
        } catch {
            return  // The old file, under its new name, takes what comes.
        }
    }

    private static func open(_ path: String) throws(SystemError) -> (descriptor: Int32, size: Int) {
        let descriptor = try PrivateFile.openToAppend(path)
        return (descriptor, max(0, Int(lseek(descriptor, 0, SEEK_END))))
    }
}

/// The log cannot be kept.
struct LogFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): the log cannot be written: \(reason)" }
}

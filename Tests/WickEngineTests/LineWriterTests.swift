import Foundation
import Glibc
import Testing

@testable import WickEngine

struct LineWriterTests {
    /// A pipe whose reader a test is; with room for a page only, so that it is full soon.
    private final class Pipe {
        private(set) var output: Int32 = -1
        let input: Int32
        private var isOpen = true

        init() throws {
            var ends: [Int32] = [-1, -1]
            try #require(pipe(&ends) == 0)
            (output, input) = (ends[0], ends[1])
            let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ
            try #require(fcntl(input, setPipeSize, 4096) >= 4096)
            signal(SIGPIPE, SIG_IGN)
        }

        deinit {
            if isOpen { close(output) }
            close(input)
        }

        func closeOutput() {
            close(output)
            isOpen = false
        }

        func read(_ count: Int) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            let got = Glibc.read(output, &bytes, count)
            return Array(bytes.prefix(max(0, got)))
        }

        /// Reads in small pieces until so many bytes are there.
        func readAll(_ count: Int, pieces: Int) -> [UInt8] {
            var all: [UInt8] = []
            while all.count < count {
                let piece = read(pieces)
                if piece.isEmpty { break }
                all += piece
            }
            return all
        }
    }

    private func writer(
        _ descriptor: Int32, waitingBytesMax: Int = LineWriter.waitingBytesMax,
        _ reports: WriterReports = WriterReports()
    ) -> LineWriter {
        LineWriter(descriptor: descriptor, name: "test", waitingBytesMax: waitingBytesMax) { reports.take($0, $1) }
    }

    private func file(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        return descriptor
    }

    @Test("writes every byte in order and says up to which number")
    func writesInOrder() throws {
        let folder = try TemporaryFolder()
        let reports = WriterReports()
        let descriptor = try file(folder.path + "/lines")
        defer { close(descriptor) }
        let writer = writer(descriptor, reports)
        for number in 1...2_000 { writer.append(Array("line \(number)\n".utf8), number: number) }
        #expect(writer.flush() && writer.trouble == nil)
        #expect(try folder.text("lines") == (1...2_000).map { "line \($0)\n" }.joined())
        let told = reports.all
        #expect(told.last?.upTo == 2_000 && told.allSatisfy { $0.trouble == nil })
        #expect(told.map(\.upTo) == told.map(\.upTo).sorted())
    }

    @Test("has written what it reports, at the time of reporting")
    func reportsWhatIsWritten() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lines"
        let early = WriterReports()
        let descriptor = try file(path)
        defer { close(descriptor) }
        let writer = LineWriter(descriptor: descriptor, name: "test") { upTo, _ in
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
            if size < upTo * 10 { early.take(upTo, "\(size) bytes") }
        }
        for number in 1...500 { writer.append(Array("123456789\n".utf8), number: number) }
        writer.flush()
        #expect(early.all.isEmpty)
    }

    @Test("a reader that is slow gets all of it; those who append wait for room")
    func slowReader() throws {
        let pipe = try Pipe()
        let writer = writer(pipe.input, waitingBytesMax: 8_192)
        let lines = (0..<20_000).map { "line number \($0)\n" }
        let appender = Thread { for line in lines { writer.append(Array(line.utf8)) } }
        appender.start()
        let expected = Array(lines.joined().utf8)
        let isSame = pipe.readAll(expected.count, pieces: 1_000) == expected
        #expect(isSame)
        #expect(writer.flush() && writer.trouble == nil)
    }

    @Test("a reader that stands still holds nobody for ever")
    func stillReader() throws {
        let pipe = try Pipe()
        let writer = writer(pipe.input, waitingBytesMax: 8_192)
        writer.append([UInt8](repeating: 10, count: 8_192))
        #expect(!writer.flush(within: .milliseconds(20)), "the pipe takes half of it")
        #expect(!writer.flush(within: .seconds(-1)))
        let done = DispatchSemaphore(value: 0)
        let appender = Thread {
            for _ in 0..<100 { writer.append([UInt8](repeating: 10, count: 4_096)) }
            done.signal()
        }
        appender.start()
        #expect(done.wait(timeout: .now() + .milliseconds(20)) == .timedOut, "100 pages find no room")
        writer.stopHoldingBack()
        #expect(done.wait(timeout: .now() + 20) == .success)
        #expect(pipe.readAll(417_792, pieces: 10_000).count == 417_792, "and still nothing is lost")
        #expect(writer.flush())
    }

    @Test("a pipe that does not block is waited for")
    func nonBlockingPipe() throws {
        let pipe = try Pipe()
        try #require(fcntl(pipe.input, F_SETFL, O_NONBLOCK) == 0)
        let writer = writer(pipe.input)
        writer.append([UInt8](repeating: 65, count: 100_000))
        #expect(pipe.readAll(100_000, pieces: 4_096).count == 100_000)
        #expect(writer.flush() && writer.trouble == nil)
    }

    @Test("a closed pipe is told, and then nothing piles up")
    func closedPipe() throws {
        let pipe = try Pipe()
        let reports = WriterReports()
        let writer = writer(pipe.input, reports)
        pipe.closeOutput()
        writer.append([10], number: 1)
        #expect(writer.flush())
        #expect(writer.trouble == "Broken pipe (errno 32)")
        #expect(reports.all == [.init(upTo: 0, trouble: "Broken pipe (errno 32)")])
        for number in 2...100 { writer.append([10], number: number) }
        #expect(writer.flush())
        #expect(reports.all.count == 1)
    }

    @Test("a full disk is told, and once there is room nothing is missing")
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        let reports = WriterReports()
        defer { close(descriptor) }
        let writer = writer(descriptor, reports)
        writer.append(Array("one\n".utf8), number: 1)
        #expect(writer.flush())
        #expect(writer.trouble == "No space left on device (errno 28)")
        #expect(reports.all.allSatisfy { $0 == .init(upTo: 0, trouble: "No space left on device (errno 28)") })
        let roomy = try file(folder.path + "/lines")
        try #require(dup2(roomy, descriptor) == descriptor)
        close(roomy)
        writer.append(Array("two\n".utf8), number: 2)
        #expect(writer.flush() && writer.trouble == nil)
        #expect(try folder.text("lines") == "one\ntwo\n")
        #expect(reports.all.last == .init(upTo: 2, trouble: nil))
    }

    @Test("lines of many threads come whole, and each thread's in its order")
    func manyThreads() throws {
        let folder = try TemporaryFolder()
        let descriptor = try file(folder.path + "/lines")
        defer { close(descriptor) }
        let writer = writer(descriptor, waitingBytesMax: 2_000)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<1_000 { writer.append(Array("\(thread) \(number)\n".utf8)) }
        }
        writer.flush()
        var next = [Int](repeating: 0, count: 8)
        for line in try folder.text("lines").split(separator: "\n") {
            let parts = line.split(separator: " ").compactMap { Int($0) }
            try #require(parts.count == 2 && parts[1] == next[parts[0]], "\(line)")
            next[parts[0]] += 1
        }
        #expect(next.allSatisfy { $0 == 1_000 })
    }

    @Test("writes the last line, though nobody holds it any more")
    func writesToTheEnd() throws {
        let pipe = try Pipe()
        var writer: LineWriter? = writer(pipe.input)
        let bytes = [UInt8](repeating: 65, count: 50_000)
        writer?.append(bytes)
        writer = nil
        let isSame = pipe.readAll(bytes.count, pieces: 4_096) == bytes
        #expect(isSame)
    }
}

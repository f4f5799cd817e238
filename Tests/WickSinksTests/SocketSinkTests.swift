import Foundation
import Synchronization
import Testing
import WickTestKit

@testable import WickSinks

@Suite(.timeLimit(.minutes(2)))
struct SocketSinkTests {
    /// What came in over all connections.
    private final class Received: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
        var minutes: [Int?] { Records.minutes(of: bytes.withLock { String(decoding: $0, as: UTF8.self) }) }
    }

    @Test("a reader gets every line once, in order")
    func everyLine() throws {
        let received = Received()
        // It listens before the sink knocks, which would else wait a second longer than it is given at the end.
        let path = FileManager.default.temporaryDirectory.path + "/wick-reader-\(UUID().uuidString)"
        defer { unlink(path) }
        let server = try TestServer(path: path) { peer in
            while case let bytes = peer.read(), !bytes.isEmpty { received.add(bytes) }
        }
        let rig = try SinkRig { _ in .socket(path) }
        rig.take(0..<15_000)
        try rig.finish()
        try rig.wait(for: "all lines") { received.minutes.count >= 15_000 }
        #expect(received.minutes == Array(0..<15_000))
        #expect(rig.sink.account == (15_000, 0))
        withExtendedLifetime(server) {}
    }

    @Test("one that listens later gets all that fits, and is told what it missed")
    func later() throws {
        let rig = try SinkRig { .socket("\($0)/s") }
        rig.take(0..<(SinkQueue.recordsMax + 500))
        try rig.wait(for: "trouble") { !rig.reports.isEmpty }
        #expect(rig.reports.first?.trouble == "cannot connect: No such file or directory")
        let received = Received()
        let server = try TestServer(path: "\(rig.folder)/s") { peer in
            while case let bytes = peer.read(), !bytes.isEmpty { received.add(bytes) }
        }
        try rig.wait(for: "all records") {
            rig.sink.account.delivered + rig.sink.account.missed == SinkQueue.recordsMax + 500
        }
        try rig.finish()
        let account = rig.sink.account
        // One batch was under way before the queue was full.
        #expect((500 - SinkInbox.batchMax...500).contains(account.missed))
        try rig.wait(for: "all lines") { received.minutes.compactMap(\.self).count >= account.delivered }
        let minutes = received.minutes
        #expect(minutes.count { $0 == nil } == 1)
        #expect(minutes.last == SinkQueue.recordsMax + 499)
        withExtendedLifetime(server) {}
    }

    @Test("one that hangs up in the middle gets whole lines again on its next connection")
    func flapping() throws {
        let rig = try SinkRig { .socket("\($0)/s") }
        let received = Received()
        let connections = Atomic(0)
        let server = try TestServer(path: "\(rig.folder)/s") { peer in
            let number = connections.add(1, ordering: .relaxed).newValue
            if number < 20 { return _ = peer.read(10 + number) }
            while case let bytes = peer.read(), !bytes.isEmpty { received.add(bytes) }
        }
        var minute = 0
        try rig.wait(for: "twenty connections") {
            rig.take(minute..<(minute + 50))
            minute += 50
            return connections.load(ordering: .relaxed) >= 20
        }
        rig.take(minute..<(minute + 500))
        try rig.finish()
        try rig.wait(for: "the last line") { received.minutes.last == minute + 499 }
        let minutes = received.minutes.compactMap(\.self)
        #expect(minutes == Array((minutes.first ?? 0)...(minute + 499)), "whole lines, in order, none missing")
        #expect(rig.sink.account.delivered + rig.sink.account.missed == minute + 500)
        withExtendedLifetime(server) {}
    }
}

import Foundation
import Testing
import WickFeed
import WickMarket

@testable import WickEngine

/// The file that keeps bans over a restart.
struct BanFileTests {
    private let now = Timestamp(milliseconds: 1_709_510_400_000)
    private let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wick-bans-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "bans").path
    }

    private func ban(_ host: String, minutes: Int64, reason: String = "HTTP 418: enough") -> Ban {
        Ban(host: host, until: now.advanced(byMilliseconds: minutes * 60_000), status: 418, reason: reason)
    }

    private func keep(_ bans: [Ban]) {
        let file = BanFile(path: path)
        for ban in bans { file.keep(ban, now: now) }
        #expect(file.flush(within: .seconds(60)))
    }

    @Test("what is kept is read again, for this user alone")
    func keeps() throws {
        keep([ban("a.test:8080", minutes: 2), ban("b.test", minutes: 5)])
        let (bans, finding) = BanFile(path: path).read(now: now)
        #expect(bans == [ban("b.test", minutes: 5), ban("a.test:8080", minutes: 2)])
        #expect(finding == nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let others = try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
        #expect(others == ["bans"])
    }

    @Test("no file is no ban, and no fault")
    func absent() {
        let (bans, finding) = BanFile(path: path).read(now: now)
        #expect(bans.isEmpty && finding == nil)
    }

    @Test("the longest of a host counts, what is over is dropped, and the number is bounded")
    func merges() {
        keep([ban("a.test", minutes: 9), ban("a.test", minutes: 2), ban("b.test", minutes: -1)])
        #expect(BanFile(path: path).read(now: now).bans == [ban("a.test", minutes: 9)])
        keep((1...100).map { ban("\($0).test", minutes: Int64($0)) })
        #expect(BanFile(path: path).read(now: now).bans.count == 32)
    }

    @Test("a reason cannot add a line, nor a ban that nobody gave")
    func hostileReason() {
        keep([ban("a.test", minutes: 2, reason: "so\n1709999999999 418 b.test really\u{1B}[2J")])
        let (bans, finding) = BanFile(path: path).read(now: now)
        #expect(bans.map(\.host) == ["a.test"] && finding == nil)
    }

    @Test(
        "lines that make no sense are passed over with a word, and the others obeyed",
        arguments: [
            "rubbish", "12", "\u{0}\u{1}\u{2}", "x 418 a.test why", "1709510460000 x a.test why",
            "99999999999999 418 a.test longer than any", "99999999999999999999999 418 a.test why",
            "1709510460000 -1 a.test why", "1709510460000 418 a.test",
            "1709510460000 418 \(String(repeating: "a", count: 301)) why",
        ])
    func garbage(line: String) throws {
        let good = BanFile.line(ban("good.test", minutes: 1))
        try Data((line + "\n" + good).utf8).write(to: URL(filePath: path))
        let (bans, finding) = BanFile(path: path).read(now: now)
        #expect(bans == [ban("good.test", minutes: 1)])
        #expect(finding == "\(path): 1 lines make no sense and are passed over")
    }

    @Test("what is not even a file, or has no end, is no ban")
    func notAFile() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(BanFile(path: path).read(now: now).finding?.contains("cannot be read") == true)
        #expect(BanFile(path: "/dev/zero").read(now: now).bans.isEmpty)
    }
}

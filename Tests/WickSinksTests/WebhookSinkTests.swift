import Foundation
import Synchronization
import Testing
import WickTestKit

@testable import WickSinks

@Suite(.timeLimit(.minutes(2)))
struct WebhookSinkTests {
    /// A server that answers each request by its number, from 0, and keeps the bodies of those that it took.
    private final class Hook: Sendable {
        private let state = Mutex<(requests: Int, heads: [String], bodies: String)>((0, [], ""))

        var minutes: [Int?] { Records.minutes(of: state.withLock(\.bodies)) }
        var head: String { state.withLock { $0.heads.first ?? "" } }

        func serve(_ answer: @escaping @Sendable (Int) -> String) throws -> TestServer {
            try TestServer { [self] peer in
                while let head = peer.readRequest() {
                    let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
                    var body: [UInt8] = []
                    while body.count < length.flatMap({ Int($0.dropFirst(16)) }) ?? 0 {
                        let more = peer.read()
                        if more.isEmpty { return }
                        body += more
                    }
                    let number = state.withLock { state in
                        defer { state.requests += 1 }
                        state.heads.append(head)
                        return state.requests
                    }
                    let text = answer(number)
                    if text.hasPrefix("2") {
                        state.withLock { $0.bodies += String(decoding: body, as: UTF8.self) }
                    }
                    if text.isEmpty { return }
                    peer.write("HTTP/1.1 \(text)\r\nContent-Length: 0\r\n\r\n")
                }
            }
        }
    }

    private func url(_ server: TestServer) -> String { "http://127.0.0.1:\(server.port)/hook?k=v" }

    @Test("posts every line once, in order, as lines of JSON")
    func everyLine() throws {
        let hook = Hook()
        let server = try hook.serve { _ in "204 No Content" }
        let rig = try SinkRig { _ in .webhook(url(server)) }
        rig.take(0..<5_000)
        try rig.finish()
        #expect(hook.minutes == Array(0..<5_000))
        #expect(rig.sink.account == (5_000, 0))
        let head = hook.head.components(separatedBy: "\r\n")
        #expect(head.first == "POST /hook?k=v HTTP/1.1")
        #expect(head.contains("Content-Type: application/x-ndjson"))
        #expect(!head.contains { $0.hasPrefix("Expect:") })
    }

    @Test(
        "tries again what may work later, and loses nothing by it",
        arguments: ["503 No", "500 No", "429 No\r\nRetry-After: 1", "302 Elsewhere", ""])
    func retries(answer: String) throws {
        let hook = Hook()
        let server = try hook.serve { $0 < 3 ? answer : "200 OK" }
        let rig = try SinkRig { _ in .webhook(url(server)) }
        rig.take(0..<300)
        try rig.wait(for: "delivery") { rig.sink.account.delivered == 300 }
        try rig.finish()
        #expect(hook.minutes == Array(0..<300))
        #expect(rig.sink.account == (300, 0))
        #expect(rig.reports.first?.trouble != nil)
        #expect(rig.reports.last?.trouble == nil)
    }

    @Test("gives up what is refused for good, counts it, and goes on")
    func refused() throws {
        let hook = Hook()
        let server = try hook.serve { $0 < 1 ? "400 Bad" : "200 OK" }
        let rig = try SinkRig { _ in .webhook(url(server)) }
        rig.take(0..<10)
        try rig.wait(for: "the refusal") { rig.sink.account.missed > 0 }
        rig.take(10..<20)
        try rig.finish()
        let account = rig.sink.account
        #expect(account.delivered + account.missed == 20 && account.missed <= 10)
        #expect(hook.minutes.last == 19)
        #expect(rig.reports.first?.trouble?.contains("status 400") == true)
    }

    @Test("a dead port and a mute server hold nobody up, nor the end", arguments: [false, true])
    func dead(isMute: Bool) throws {
        let mute = try TestServer { $0.readToEnd() }
        let port = isMute ? mute.port : TestServer.closedPort
        let rig = try SinkRig { _ in .webhook("http://127.0.0.1:\(port)/") }
        rig.take(0..<50_000)
        if !isMute { try rig.wait(for: "trouble") { !rig.reports.isEmpty } }
        try rig.finish(within: .milliseconds(100))
        #expect(rig.sink.account == (0, 50_000))
    }

    // That certificates are verified, WickNetworkTests hold.
    @Test("speaks TLS where the address says so, or not at all")
    func encrypted() throws {
        let server = try TestServer { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
        let rig = try SinkRig { _ in .webhook("https://127.0.0.1:\(server.port)/") }
        rig.take(0..<3)
        try rig.wait(for: "trouble") { !rig.reports.isEmpty }
        #expect(rig.reports.first?.trouble?.contains("no TLS with") == true)
        #expect(rig.sink.account.delivered == 0)
    }
}

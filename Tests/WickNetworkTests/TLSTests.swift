import Testing
import WickNetwork

@Suite(.timeLimit(.minutes(1)), .enabled(if: TLSServer.command != nil, "there is no openssl command to serve TLS with"))
struct TLSTests {
    @Test("carries megabytes through TLS to a host whose authority is the one named, and misses no decrypted byte")
    func echoes() async throws {
        let server = try TLSServer(name: "localhost", mode: "-rev")
        // Lines of many lengths, so that records and reads fall apart in many ways.
        let lines = (0..<2000).map { line in (0..<(1 + line * 37 % 2000)).map { UInt8(97 + ($0 * 7 + line) % 26) } }
        try await withLoop(testOptions { $0.caFile = server.caFile }) { actor in
            try await actor.connect(host: "localhost", port: server.port, isSecure: true)
            var sent = 0
            for line in lines {
                try await actor.write(line + [10])
                sent += line.count + 1
                let least = sent - 500_000
                await actor.until { $0.bytesReceived >= least }
            }
            let total = sent
            await actor.until { $0.bytesReceived == total || $0.failure != nil || $0.hasEnded }
            #expect(await actor.received == Array(lines.map { $0.reversed() + [10] }.joined()))
        }
    }

    @Test("queues what TLS cannot send at once, and sends it whole")
    func sendsMuchAtOnce() async throws {
        let server = try TLSServer(name: "localhost", mode: "-rev")
        let options = testOptions { ($0.caFile, $0.pendingBytesMax) = (server.caFile, 64 << 20) }
        let line = [UInt8](repeating: 97, count: 9999) + [10]
        try await withLoop(options) { actor in
            try await actor.connect(host: "localhost", port: server.port, isSecure: true)
            await actor.setReading(false)  // so that the server cannot send, and stops to take
            try await actor.run { actor in for _ in 0..<2000 { try actor.write(line) } }
            #expect(await actor.pendingBytes > 0)
            await actor.setReading(true)
            await actor.until { $0.bytesReceived == 20_000_000 || $0.failure != nil || $0.hasEnded }
            #expect(await actor.bytesReceived == 20_000_000)
            #expect(await actor.failure == nil)
        }
    }

    @Test("refuses an authority that it does not know")
    func refusesUnknownAuthority() async throws {
        let (server, other) = (
            try TLSServer(name: "localhost", mode: "-rev"), try TLSServer(name: "localhost", mode: "-rev")
        )
        try await expectCertificateRefused(server, caFile: other.caFile, saying: "self-signed certificate")
    }

    @Test("refuses a certificate for another host")
    func refusesWrongHost() async throws {
        let server = try TLSServer(name: "elsewhere.example", mode: "-rev")
        try await expectCertificateRefused(server, caFile: server.caFile, saying: "target host name 'localhost'")
    }

    @Test("says that a CA file cannot be read before anything is tried")
    func wantsCAFile() {
        let error = #expect(throws: NetworkError.self) {
            try EventLoop(name: "test", options: testOptions { $0.caFile = "/nonexistent/ca.pem" })
        }
        #expect(error?.description.contains("/nonexistent/ca.pem") == true)
    }

    @Test("notices that the connection was cut, be it that libcurl tells a cut from an end or not")
    func noticesCut() async throws {
        let server = try TLSServer(name: "localhost", mode: "-rev")
        try await withLoop(testOptions { $0.caFile = server.caFile }) { actor in
            try await actor.connect(host: "localhost", port: server.port, isSecure: true)
            try await actor.write(Array("abc\n".utf8))
            await actor.until { $0.bytesReceived == 4 }
            server.kill()
            await actor.until { $0.readError != nil || $0.hasEnded }
        }
    }

    @Test("fetches by https")
    func gets() async throws {
        let server = try TLSServer(name: "localhost", mode: "-WWW")
        try server.writeFile("hello.txt", Array("hello".utf8))
        try await withLoop(testOptions { $0.caFile = server.caFile }) { actor in
            let response = try await actor.get("https://localhost:\(server.port)/hello.txt").get()
            #expect(response.status == 200)
            #expect(response.body == Array("hello".utf8))
        }
    }

    private func expectCertificateRefused(_ server: TLSServer, caFile: String, saying words: String) async throws {
        try await withLoop(testOptions { $0.caFile = caFile }) { actor in
            let error = await #expect(throws: NetworkError.self) {
                try await actor.connect(host: "localhost", port: server.port, isSecure: true)
            }
            guard case .tls(_, let detail, isCertificate: true) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(detail.contains(words), "\(detail)")
            #expect(error?.isTransient == false)
        }
    }
}

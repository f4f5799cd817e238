import Testing
import WickNetwork
import WickTestKit

@Suite(.timeLimit(.minutes(1)))
struct ByteStreamTests {
    @Test("connects, and says to whom")
    func connects() async throws {
        let server = try TestServer { $0.readToEnd() }
        try await withLoop { actor in
            try await actor.connect(port: server.port)
            #expect(await actor.peerAddress == "127.0.0.1:\(server.port)")
            #expect(await actor.events.first == .connected)
        }
    }

    @Test("sends what was written before the connection was there")
    func writesEarly() async throws {
        let server = try TestServer { $0.write($0.read()) }
        try await withLoop { actor in
            try await actor.run { actor in
                actor.open(port: server.port)
                try actor.write(Array("early".utf8))
            }
            await actor.until { $0.hasEnded }
            #expect(await actor.received == Array("early".utf8))
        }
    }

    @Test(
        "carries megabytes both ways, in order, to a peer that sends back what it gets", arguments: [1, 2] as [UInt64])
    func echoes(seed: UInt64) async throws {
        let server = try TestServer { peer in
            while case let bytes = peer.read(), !bytes.isEmpty { guard peer.write(bytes) else { return } }
        }
        let sent = Self.noise(8 << 20, seed: seed)
        try await withLoop { actor in
            try await actor.connect(port: server.port)
            let chunk = 100_003
            for start in stride(from: 0, to: sent.count, by: chunk) {
                try await actor.write(Array(sent[start..<min(start + chunk, sent.count)]))
                await actor.until { $0.bytesReceived > start - 700_000 }
            }
            await actor.until { $0.bytesReceived == sent.count }
            #expect(await actor.received == sent)
            #expect(await actor.pendingBytes == 0)
        }
    }

    @Test("holds back what the peer does not take, up to the limit, and sends it later, whole")
    func boundsWhatWaits() async throws {
        let gate = Gate()
        let server = try TestServer { peer in
            _ = gate.wait()
            var count = 0
            while case let bytes = peer.read(), !bytes.isEmpty {
                count += bytes.count
                if bytes.last == 0xFF { break }
            }
            peer.write("\(count)")
        }
        let options = testOptions { $0.pendingBytesMax = 1 << 20 }
        try await withLoop(options) { actor in
            try await actor.connect(port: server.port)
            let block = [UInt8](repeating: 1, count: 1 << 18)
            // The system's buffers take some megabytes; after that, our queue fills up.
            let blocks = await actor.run { actor in
                for count in 0..<1000 {
                    do { try actor.write(block) } catch {
                        #expect(error as? NetworkError == .sendQueueFull(limit: 1 << 20))
                        return count
                    }
                }
                return 1000
            }
            #expect(blocks < 1000)
            #expect(await actor.pendingBytes > 3 << 18)
            gate.open()
            await actor.until { $0.pendingBytes == 0 || $0.failure != nil }
            try await actor.write([0xFF])
            await actor.until { $0.hasEnded }
            #expect(String(decoding: await actor.received, as: UTF8.self) == "\(blocks << 18 + 1)")
        }
    }

    @Test("says that the stream ended, again and again, and can still send")
    func ends() async throws {
        let got = Gate()
        let server = try TestServer { peer in
            peer.write("bye")
            peer.endWriting()
            if peer.read() == Array("thanks".utf8) { got.open() }
        }
        try await withLoop { actor in
            try await actor.connect(port: server.port)
            await actor.until { $0.hasEnded }
            #expect(await actor.received == Array("bye".utf8))
            #expect(try await actor.readOnce(10) == .ended)
            try await actor.write(Array("thanks".utf8))
            await got.passed()
        }
    }

    @Test("tells a broken connection from an ended one")
    func resets() async throws {
        let server = try TestServer { peer in
            _ = peer.read()
            peer.resetOnClose()
        }
        try await withLoop { actor in
            try await actor.connect(port: server.port)
            try await actor.write([1])
            await actor.until { $0.readError != nil || $0.hasEnded || $0.failure != nil }
            guard case .reset(let endpoint, _) = await actor.readError else {
                Issue.record("\(String(describing: await actor.readError)) is no reset")
                return
            }
            #expect(endpoint == "127.0.0.1:\(server.port)")
        }
    }

    @Test("gives timers, jobs and another stream their turn while one stream never runs dry")
    func isFair() async throws {
        let server = try TestServer { peer in
            let block = [UInt8](repeating: 7, count: 1 << 18)
            while peer.write(block) {}
        }
        let echo = try TestServer { peer in
            while case let bytes = peer.read(1), !bytes.isEmpty { peer.write(bytes) }
        }
        try await withLoop(testOptions { $0.turnBytesMax = 1 << 17 }) { actor in
            await actor.open(port: server.port, keepsBytes: false)
            await actor.until { $0.bytesReceived > 1 << 20 }
            let other = LoopActor(actor.loop)
            try await other.connect(port: echo.port)
            for round in 1...50 {
                try await other.write([1])
                await other.until { $0.bytesReceived == round }
                await actor.timer(after: .milliseconds(1))
            }
            // A share may be overdrawn by one read.
            #expect(await actor.bytesAtOnceMax <= 1 << 17 + 65_536)
        }
    }

    @Test("stops early when the handler does, and goes on when asked to")
    func readsAgain() async throws {
        let server = try TestServer { peer in
            peer.write("0123456789")
            peer.readToEnd()
        }
        try await withLoop { actor in
            await actor.setReading(false)
            try await actor.connect(port: server.port)
            await actor.until { $0.events.contains(.readable) }
            var read = 0
            while read < 4 { if case .bytes(let count) = try await actor.readOnce(4 - read) { read += count } }
            await actor.setReading(true)
            await actor.until { $0.bytesReceived == 6 }
        }
    }

    @Test("is silent after it was closed, also in its handler", arguments: [StreamEvent.connected, .readable])
    func closesInHandler(at event: StreamEvent) async throws {
        let server = try TestServer { peer in
            peer.write("hello")
            peer.readToEnd()
        }
        try await withLoop { actor in
            await actor.open(port: server.port) { actor, now in if now == event { actor.close() } }
            await actor.until { $0.events.last == event }
            let before = await actor.events
            // Other traffic of the loop: had the closed stream anything to say, it would come first.
            let other = LoopActor(actor.loop)
            try await other.connect(port: server.port)
            await other.until { $0.bytesReceived == 5 }
            #expect(await actor.events == before)
            await #expect(throws: NetworkError.notOpen) { try await actor.write([1]) }
            await #expect(throws: NetworkError.notOpen) { try await actor.readOnce(1) }
        }
    }

    @Test("can be closed before it is connected")
    func closesWhileConnecting() async throws {
        let server = try TestServer { $0.readToEnd() }
        try await withLoop { actor in
            await actor.run { actor in
                actor.open(port: server.port)
                actor.close()
            }
            let other = LoopActor(actor.loop)
            try await other.connect(port: server.port)
            #expect(await actor.events.isEmpty)
        }
    }

    /// Bytes that repeat nowhere soon: any loss, doubling or swap shows.
    static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return [UInt8](unsafeUninitializedCapacity: (count + 7) / 8 * 8) { buffer, filled in
            for offset in stride(from: 0, to: count, by: 8) {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                UnsafeMutableRawBufferPointer(buffer).storeBytes(of: state, toByteOffset: offset, as: UInt64.self)
            }
            filled = count
        }
    }
}

import Testing

@testable import WickWebSocket

/// The receive buffer, as a socket's owner sees it.
struct ReceiveBufferTests {
    @Test("tells messages in the place where they came, and needs no more storage for more of them")
    func copiesNothing() throws {
        var client = try Wire.openClient()
        let frame = Wire.frame(1, String(repeating: "x", count: 365))
        let batch = Array(repeatElement(frame, count: 100).joined())
        var capacities: Set<Int> = []
        for _ in 0..<50 {
            var base: UnsafeRawPointer?
            client.receive { space in
                base = UnsafeRawPointer(space.baseAddress)
                space.copyBytes(from: batch)
                return batch.count
            }
            var place = 0
            while let event = client.nextEvent() {
                guard case .text(let payload) = event else { return #expect(Bool(false), "\(event)") }
                client.withPayload(payload) { bytes in
                    #expect(bytes.baseAddress == base.map { $0 + place * frame.count + 4 })
                    #expect(bytes.count == 365)
                }
                place += 1
            }
            #expect(place == 100)
            capacities.insert(client.input.capacity)
        }
        #expect(capacities.count == 1)
    }

    @Test("gives at least the room that is asked for, whatever waits")
    func givesRoom() throws {
        var client = try Wire.openClient()
        let frame = Wire.frame(2, Array(repeating: 1, count: 300_000))
        var messages = 0
        for start in stride(from: 0, to: 20 * frame.count, by: 1000) {
            client.receive(spaceMin: 4096) { space in
                #expect(space.count >= 4096)
                for index in 0..<1000 { space[index] = frame[(start + index) % frame.count] }
                return 1000
            }
            while client.nextEvent() != nil { messages += 1 }
            #expect(client.input.capacity <= 2 * (frame.count + 4096))
        }
        #expect(messages == 20)
    }

    @Test("keeps fragments whole while their place moves", arguments: 1...40)
    func keepsFragments(readSize: Int) throws {
        var client = try Wire.openClient()
        let further = (0..<8).flatMap { _ in Wire.frame(Wire.pong, "between") + Wire.frame(0, " goes on,", bits: 0) }
        let frames = (0..<100).flatMap { index in
            Wire.frame(1, "begins \(index),", bits: 0) + further + Wire.frame(0, " ends")
        }
        var texts: [Told] = []
        for start in stride(from: 0, to: frames.count, by: readSize) {
            let piece = frames[start..<min(start + readSize, frames.count)]
            client.receive(spaceMin: 64) { space in
                space.copyBytes(from: piece)
                return piece.count
            }
            texts += client.tellAll().filter { if case .text = $0 { true } else { false } }
            #expect(client.input.capacity < 65_536 + 64)
            #expect(client.controlBytes.count <= readSize + 7)
        }
        #expect(texts == (0..<100).map { .text("begins \($0)," + String(repeating: " goes on,", count: 8) + " ends") })
    }

    @Test("lets go of large storage once it is empty")
    func letsGo() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(2, Array(repeating: 1, count: 1_000_000))).count == 1)
        #expect(client.input.capacity >= 1_000_000)
        client.receive { _ in 0 }
        #expect(client.input.capacity == 65_536)
        let fragments = Wire.frame(2, Array(repeating: 1, count: 300_000), bits: 0) + Wire.frame(0, [2])
        #expect(client.tellAll(after: Wire.frame(1, "x") + fragments).count == 2)
        #expect(client.tellAll(after: Wire.frame(1, "y")) == [.text("y")])
        #expect(client.input.capacity < 65_536)
    }

    @Test("passes on what a read throws, and stays as it was")
    func passesErrors() throws {
        enum ReadError: Error { case reset }
        var client = try Wire.openClient()
        client.receive(Wire.frame(1, "Hello").dropLast())
        #expect(throws: ReadError.reset) { try client.receive { _ throws(ReadError) in throw .reset } }
        #expect(client.tellAll(after: [0x6F]) == [.text("Hello")])
    }

    @Test("drops what comes when it is closed")
    func dropsWhenClosed() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.close(1000)).count == 1)
        for _ in 0..<100 { #expect(client.tellAll(after: Array(repeating: 0x81, count: 10_000)) == []) }
        #expect(client.input.capacity <= 65_536)
    }

    @Test("leaves a copy of a connection alone")
    func leavesCopies() throws {
        var client = try Wire.openClient()
        client.receive(Wire.frame(1, "one") + Wire.frame(1, "two"))
        var copy = client
        #expect(client.tellAll() == [.text("one"), .text("two")])
        client.receive(Wire.frame(1, "three"))
        #expect(copy.tellAll() == [.text("one"), .text("two")])
        #expect(client.tellAll() == [.text("three")])
    }
}

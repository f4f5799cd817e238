import Foundation
import Glibc

@testable import WickSimulator

/// A client over a plain socket, for tests: it shares nothing with the server, nor with the client of this project. Its
/// calls wait, at most 20 s each; use ``offThread(_:)`` to wait outside of the threads that run tests.
///
/// Unchecked, because a test hands it from thread to thread and awaits each before the next has it.
final class LoopbackClient: @unchecked Sendable {
    /// What a client can run into.
    enum Failure: Error, Equatable { case socket(String), ended, reset, timeOut }
    /// A frame as it came.
    struct Frame: Equatable {
        var opcode: UInt8
        var payload: [UInt8]
        var text: String { String(decoding: payload, as: UTF8.self) }
        /// The code of a close frame.
        var closeCode: Int? { payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    }

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0

    /// Connects to a port of this machine.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure.socket(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// Runs `body` on a thread of its own.
    static func offThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result(catching: body)) }.start()
        }
    }

    // MARK: HTTP

    /// Sends a request with a handshake's headers and returns the status line and the headers of the answer.
    func handshake(_ target: String) throws -> String {
        try send(
            line: "GET \(target) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
        return try head()
    }

    /// Sends a GET request and returns the head and the body of the answer. The connection stays open.
    func get(_ target: String) throws -> (head: String, body: String) {
        try ask(target)
        let head = try head()
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
        return (head, String(decoding: try take(length ?? 0), as: UTF8.self))
    }

    /// Sends a GET request.
    func ask(_ target: String) throws {
        try send(line: "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    }

    private func head() throws -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) { head += try take(1) }
        return String(decoding: head, as: UTF8.self)
    }

    // MARK: WebSocket

    /// Whether anything has come that is not read yet, or the connection has ended.
    var hasBytes: Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return buffer.count > start || Glibc.poll(&poll, 1, 0) > 0
    }

    /// The next frame.
    func frame() throws -> Frame {
        guard let frame = try frame(lengthMax: .max) else { throw Failure.ended }
        return frame
    }

    /// The next frame; `nil` after the head of one that is longer than allowed.
    func frame(lengthMax: Int) throws -> Frame? {
        let first = try take(2)
        var length = Int(first[1] & 0x7F)
        if length == 126 { length = try take(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try take(8).reduce(0) { $0 << 8 | Int($1) } }
        guard length <= lengthMax else { return nil }
        return Frame(opcode: first[0] & 0x0F, payload: try take(length))
    }

    /// The next text frame.
    func text() throws -> String {
        while true {
            let frame = try frame()
            if frame.opcode == 1 { return frame.text }
        }
    }

    /// The next close frame's code, whatever comes before it.
    func closeCode() throws -> Int? {
        while true {
            let frame = try frame()
            if frame.opcode == 8 { return frame.closeCode }
        }
    }

    /// Sends a frame of up to 65,535 bytes.
    func send(_ payload: String, opcode: UInt8 = 1, isMasked: Bool = true, isFinal: Bool = true) throws {
        try send(Array(payload.utf8), opcode: opcode, isMasked: isMasked, isFinal: isFinal)
    }

    /// Sends a frame of up to 65,535 bytes.
    func send(_ bytes: [UInt8], opcode: UInt8, isMasked: Bool = true, isFinal: Bool = true) throws {
        try send(bytes: Self.frame(bytes, opcode: opcode, isMasked: isMasked, isFinal: isFinal))
    }

    /// Sends frames in one go, however slow the machine is.
    func send(together frames: [(payload: String, opcode: UInt8)]) throws {
        try send(bytes: frames.flatMap { Self.frame(Array($0.payload.utf8), opcode: $0.opcode) })
    }

    private static func frame(
        _ bytes: [UInt8], opcode: UInt8, isMasked: Bool = true, isFinal: Bool = true
    ) -> [UInt8] {
        let mask: [UInt8] = [1, 2, 3, 4]
        var frame: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        if bytes.count < 126 {
            frame.append(maskBit | UInt8(bytes.count))
        } else {
            frame += [maskBit | 126, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
        }
        return frame + (isMasked ? mask + bytes.enumerated().map { $1 ^ mask[$0 % 4] } : bytes)
    }

    // MARK: Bytes

    private func send(line text: String) throws { try send(bytes: Array(text.utf8)) }

    private func send(bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure.ended }
            sent += count
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count - start < count {
            if start > 1 << 20 {
                buffer.removeFirst(start)
                start = 0
            }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let received = recv(descriptor, &chunk, chunk.count, 0)
            guard received != 0 else { throw Failure.ended }
            guard received > 0 else {
                throw errno == EAGAIN ? Failure.timeOut : errno == ECONNRESET ? Failure.reset : Failure.ended
            }
            buffer += chunk[..<received]
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }
}

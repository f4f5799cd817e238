import Glibc

/// The server's end of a connection; calls block for at most 20 s.
public final class Peer: @unchecked Sendable {  // a descriptor, used by the one thread that serves it
    private let socket: Int32

    init(_ socket: Int32) {
        self.socket = socket
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// The next bytes; empty at the end of the stream, or when it broke.
    public func read(_ max: Int = 65_536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max) { buffer, count in
            count = Swift.max(0, recv(socket, buffer.baseAddress, max, 0))
        }
    }

    /// Reads to the end of an HTTP request's head; `nil` when the stream ended before.
    public func readRequest() -> String? {
        var request = ""
        while !request.utf8.reversed().starts(with: "\n\r\n\r".utf8) {
            let bytes = read(1)
            guard !bytes.isEmpty else { return nil }
            request += String(decoding: bytes, as: UTF8.self)
        }
        return request
    }

    private let noSignal = Int32(MSG_NOSIGNAL)

    /// Sends everything; `false` when the stream broke.
    @discardableResult
    public func write(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, noSignal) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    public func write(_ text: String) -> Bool { write(text.utf8) }

    /// Waits until the other side ends the stream.
    public func readToEnd() { while !read().isEmpty {} }

    /// Sends no more, while reading goes on.
    public func endWriting() { shutdown(socket, Int32(SHUT_WR)) }

    /// Breaks the connection when it is closed next, instead of ending it.
    public func resetOnClose() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    fileprivate(set) var isClosed = false

    public func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(socket)
    }
}

import Foundation
import Glibc

/// A server on loopback, or at a UNIX socket, with plain POSIX sockets: each connection is served by a thread of its own.
public final class TestServer: Sendable {
    /// The port of loopback; 0 at a UNIX socket.
    public let port: Int
    private let listener: Int32

    /// Listens on a free port and runs `serve` for each connection, which is closed afterwards.
    public convenience init(_ serve: @escaping @Sendable (Peer) -> Void) throws {
        let (listener, port) = try Self.listen()
        self.init(listener, port, serve)
    }

    /// Listens at a UNIX socket, whose file must not be there yet, and serves likewise.
    public convenience init(path: String, _ serve: @escaping @Sendable (Peer) -> Void) throws {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, Glibc.listen(listener, 128) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        self.init(listener, 0, serve)
    }

    private init(_ listener: Int32, _ port: Int, _ serve: @escaping @Sendable (Peer) -> Void) {
        (self.listener, self.port) = (listener, port)
        Thread.detachNewThread {
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                Thread.detachNewThread {
                    let peer = Peer(socket)
                    serve(peer)
                    peer.close()
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))  // ends the accept
        Glibc.close(listener)
    }

    /// A port of loopback where nothing listens, nor will: it is taken, so that no other test can get it.
    public static let closedPort: Int = {
        let (socket, port) = bound()
        return socket >= 0 ? port : 1
    }()

    /// A socket that listens at a free port, and the port; nothing accepts.
    public static func listen(backlog: Int32 = 128) throws -> (socket: Int32, port: Int) {
        let (listener, port) = bound()
        guard listener >= 0, Glibc.listen(listener, backlog) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return (listener, port)
    }

    /// A socket with a port of its own; below 0 if there is none.
    private static func bound() -> (socket: Int32, port: Int) {
        let bound = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return bind(bound, pointer, size) == 0 && getsockname(bound, pointer, &size) == 0
        }
        return (isBound ? bound : -1, Int(UInt16(bigEndian: address.sin_port)))
    }
}

import Glibc

/// Sends lines to a UNIX stream socket.
struct SocketOutlet: SinkOutlet {
    /// The longest path that an address holds, in bytes.
    static let pathBytesMax = 107

    let path: String
    private var descriptor: Int32?

    init(path: String) { self.path = path }

    var watched: Int32? { descriptor }

    mutating func open(_ patience: SinkPatience) throws(SinkTrouble) {
        guard descriptor == nil else { return }
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { throw .failed(String(cString: strerror(errno))) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(Self.pathBytesMax)) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: Glibc.sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        // A UNIX socket connects at once or not at all: EAGAIN is a listener whose queue is full.
        guard code == 0 else {
            let reason = String(cString: strerror(errno))
            Glibc.close(socket)
            throw .failed("cannot connect: \(reason)")
        }
        descriptor = socket
    }

    mutating func send(_ batch: inout SinkBatch, _ patience: SinkPatience) throws(SinkTrouble) {
        guard let descriptor else { return }
        try patience.send(&batch, to: descriptor) { bytes in
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
    }

    mutating func close(_ patience: SinkPatience) -> String? {
        if let descriptor { Glibc.close(descriptor) }
        descriptor = nil
        return nil
    }
}

import Glibc
import Synchronization
import WickCore
import WickFeed
import WickMarket
import WickNetwork

/// Tells systemd how the monitor fares: that it is ready once the feed is live, its state in words, that its core still
/// turns, and that it stops.
///
/// The protocol is that of `sd_notify(3)`: a datagram of `NAME=value` lines to the socket that `$NOTIFY_SOCKET` names.
/// Nothing waits for the other side; what cannot be told is not told.
final class ServiceManager: Sendable {
    /// How often the core says that it turns; `nil` where no watchdog asks for that.
    let beat: Duration?
    private let descriptor: Int32
    private let path: [UInt8]
    private let isReady = Mutex(false)

    /// The service manager that this environment names; `nil` if there is none, or none that can be reached.
    init?(environment: [String: String], processID: Int32 = getpid()) {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") || path.hasPrefix("@"),
            path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        // A name that begins with @ is an abstract one, whose first byte is zero.
        self.path = path.hasPrefix("@") ? [0] + path.utf8.dropFirst() : Array(path.utf8)
        beat = Self.beat(environment, processID)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Twice as often as the watchdog asks, which is what it recommends.
    private static func beat(_ environment: [String: String], _ processID: Int32) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let span = Int64(text), span > 1 else { return nil }
        let watched = environment["WATCHDOG_PID"]
        return watched == nil || watched == "\(processID)" ? .microseconds(span / 2) : nil
    }

    /// Takes a change of the feed's state.
    func take(_ event: CoreEvent) {
        guard case .status(let status, _) = event, status.state != .stopped else { return }
        let words = "STATUS=\(status.state.rawValue): \(status.detail.harmless(" "))"
        if status.state == .live { isReady.withLock { $0 = true } }
        send(status.state == .live ? "READY=1\n\(words)" : words)
    }

    /// Says now and then from the loop itself that it turns, for as long as it does. A start that takes its time, such as
    /// one without a network, is not given up meanwhile.
    func watch(_ loop: EventLoop) {
        guard let beat else { return }
        loop.execute { self.tell(loop, every: beat) }
    }

    private func tell(_ loop: EventLoop, every beat: Duration) {
        let more = isReady.withLock { $0 } ? "" : "\nEXTEND_TIMEOUT_USEC=\(Int64(beat / .microseconds(1)) * 4)"
        send("WATCHDOG=1\(more)")
        loop.setTimer(at: loop.now + beat) { self.tell(loop, every: beat) }
    }

    /// Says that the program ends because it was asked to.
    func stopping() { send("STOPPING=1\nSTATUS=stopping") }

    private func send(_ lines: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        // A name in the file system ends with a zero byte; an abstract one ends where the address does.
        let length = MemoryLayout<sa_family_t>.size + path.count + (path.first == 0 ? 0 : 1)
        let bytes = Array(lines.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                // Whether it arrives is the manager's affair: the monitor goes on either way.
                _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, socklen_t(length))
            }
        }
    }
}

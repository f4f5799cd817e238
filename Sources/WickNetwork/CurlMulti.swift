import CCurl
import Glibc

/// libcurl's multi handle, driven by a ``Poller``; it keeps the transfers that it drives. Loop-confined.
final class CurlMulti {
    private let handle: UnsafeMutableRawPointer
    private let poller: Poller
    private var transfers: [UnsafeMutableRawPointer: any CurlTransfer] = [:]
    /// When libcurl wants to be called though no socket is ready.
    private(set) var deadline: ContinuousClock.Instant?

    /// libcurl is set up once in a process and never torn down.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(poller: Poller) throws(NetworkError) {
        guard Self.isLibraryReady, let handle = curl_multi_init() else {
            throw .noResources("libcurl could not be initialised")
        }
        guard let version = curl_version_info(CURLVERSION_FIRST), version.pointee.features & CURL_VERSION_ASYNCHDNS != 0
        else { throw .noResources("this libcurl would block while it looks up a name: it is built without AsynchDNS") }
        (self.handle, self.poller) = (handle, poller)
        let this = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_multi_set_socket_function(handle, socketWanted, this)
        _ = ccurl_multi_set_timer_function(handle, timerWanted, this)
    }

    /// Closes kept connections. The transfers must have been removed: ``all`` names them.
    deinit { curl_multi_cleanup(handle) }

    /// The transfers under way.
    var all: [any CurlTransfer] { Array(transfers.values) }

    /// Starts a transfer; says what is wrong if libcurl would not take it.
    func add(_ transfer: any CurlTransfer, _ easy: CurlEasy) throws(NetworkError) {
        guard easy.setupCode == CURLE_OK else {
            throw .other(code: Int(easy.setupCode.rawValue), detail: easy.errorText(for: easy.setupCode))
        }
        let code = curl_multi_add_handle(handle, easy.handle)
        guard code == CURLM_OK else { throw .noResources(String(cString: curl_multi_strerror(code))) }
        transfers[easy.handle] = transfer
    }

    /// Ends a transfer, and closes its connection unless that can serve another.
    func remove(_ easy: CurlEasy) {
        guard transfers.removeValue(forKey: easy.handle) != nil else { return }
        curl_multi_remove_handle(handle, easy.handle)
    }

    /// Lets libcurl work on a socket of its own.
    func socketReady(_ socket: Int32, _ events: UInt32) {
        var ready: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { ready |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { ready |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { ready |= CURL_CSELECT_ERR }
        act(socket, ready)
    }

    /// Lets libcurl do what is due by the clock.
    func runDue(_ now: ContinuousClock.Instant) {
        guard let deadline, deadline <= now else { return }
        self.deadline = nil
        act(CURL_SOCKET_TIMEOUT, 0)
    }

    private func act(_ socket: Int32, _ ready: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(handle, socket, ready, &running)
    }

    /// Tells the transfers that are done.
    func deliverFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(handle, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let easy = message.easy_handle else { continue }
            transfers[easy]?.finished(message.data.result)
        }
    }

    fileprivate func watch(_ socket: Int32, _ what: Int32) {
        switch what {
        case CURL_POLL_IN: poller.watch(socket, EPOLLIN.rawValue)
        case CURL_POLL_OUT: poller.watch(socket, EPOLLOUT.rawValue)
        case CURL_POLL_INOUT: poller.watch(socket, EPOLLIN.rawValue | EPOLLOUT.rawValue)
        default: poller.forget(socket)
        }
    }

    fileprivate func setDeadline(_ milliseconds: Int) {
        deadline = milliseconds < 0 ? nil : ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
    }
}

private func socketWanted(
    _: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32, _ user: UnsafeMutableRawPointer?,
    _: UnsafeMutableRawPointer?
) -> Int32 {
    guard let user else { return 0 }
    Unmanaged<CurlMulti>.fromOpaque(user).takeUnretainedValue().watch(socket, what)
    return 0
}

private func timerWanted(
    _: UnsafeMutableRawPointer?, _ milliseconds: Int, _ user: UnsafeMutableRawPointer?
) -> Int32 {
    guard let user else { return 0 }
    Unmanaged<CurlMulti>.fromOpaque(user).takeUnretainedValue().setDeadline(milliseconds)
    return 0
}

import CCurl
import Glibc

/// Waits for sockets, for a moment in time and for a call from another thread: epoll, a timerfd and an eventfd.
///
/// All but ``wake()`` belongs to the loop's thread.
final class Poller {
    private let epoll, bell, alarm: Int32
    private var armed: ContinuousClock.Instant?
    private var found = [epoll_event](repeating: epoll_event(), count: 128)

    init() throws(NetworkError) {
        // The alarm's clock is ContinuousClock's: it goes on while the machine sleeps, so timers are due on waking.
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        alarm = timerfd_create(CLOCK_BOOTTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        guard epoll >= 0, bell >= 0, alarm >= 0 else {
            let reason = String(cString: strerror(errno))
            for descriptor in [epoll, bell, alarm] where descriptor >= 0 { Glibc.close(descriptor) }
            throw .noResources("no descriptors for the event loop: \(reason)")
        }
        watch(bell, EPOLLIN.rawValue)
        watch(alarm, EPOLLIN.rawValue)
    }

    deinit { for descriptor in [epoll, bell, alarm] { Glibc.close(descriptor) } }

    /// Reports `events` (of epoll) of a descriptor from now on, instead of those named before.
    func watch(_ descriptor: Int32, _ events: UInt32) {
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        // libcurl may have closed a socket that we watched, and opened another with the same number.
        if epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) != 0 && errno == ENOENT {
            _ = epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
        }
    }

    /// Reports nothing more of a descriptor; harmless when it is closed already.
    func forget(_ descriptor: Int32) {
        var event = epoll_event()
        _ = epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
    }

    /// Ends the present or the next wait; from any thread.
    func wake() {
        var one: UInt64 = 1
        _ = write(bell, &one, 8)
    }

    /// Waits for events, until `deadline` at most (`nil`: for ever), or not at all; then calls `body` for each socket.
    func wait(until deadline: ContinuousClock.Instant?, isPolling: Bool, _ body: (Int32, UInt32) -> Void) {
        let isDue = isPolling || !arm(deadline)
        let count = epoll_wait(epoll, &found, Int32(found.count), isDue ? 0 : -1)
        guard count > 0 else { return }  // EINTR cannot come to a thread that blocks all signals; it would do no harm
        for index in 0..<Int(count) {
            let (descriptor, events) = (found[index].data.fd, found[index].events)
            switch descriptor {
            case bell: drain(bell)
            case alarm:
                drain(alarm)
                armed = nil
            default: body(descriptor, events)
            }
        }
    }

    /// Sets the alarm, and says whether the deadline is yet to come.
    private func arm(_ deadline: ContinuousClock.Instant?) -> Bool {
        guard deadline != armed else { return true }
        var setting = itimerspec()
        if let deadline {
            let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
            guard seconds >= 0, attoseconds > 0 || seconds > 0 else { return false }
            setting.it_value = timespec(
                tv_sec: Int(min(seconds, 2_592_000)), tv_nsec: max(1, Int(attoseconds / 1_000_000_000)))
        }
        guard timerfd_settime(alarm, 0, &setting, nil) == 0 else { return false }
        armed = deadline
        return true
    }

    private func drain(_ descriptor: Int32) {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }
}

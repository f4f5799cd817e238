import Glibc

/// The time that all threads have worked.
enum ProcessTime {
    /// Nanoseconds of processor time of this process, the kernel's work for it included.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

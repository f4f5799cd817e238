import Glibc

/// A thread that runs one piece of work and is not waited for.
enum Thread {
    static func start(_ work: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Work(run: work))
        let code = pthread_create(&thread, &attributes, runWork, box.toOpaque())
        precondition(code == 0, "the system gives no thread: \(String(cString: strerror(code)))")
        pthread_attr_destroy(&attributes)
    }
}

private final class Work {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().run() }
    return nil
}

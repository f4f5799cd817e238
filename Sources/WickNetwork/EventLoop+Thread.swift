import CCurl
import Glibc
import Synchronization

extension EventLoop {
    /// Starts the thread, which keeps the loop alive until it ends.
    func startThread(_ name: String) throws(NetworkError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var before = sigset_t()
        var blocked = sigset_t()
        sigfillset(&blocked)
        for crash in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, crash) }
        pthread_sigmask(SIG_SETMASK, &blocked, &before)  // a thread starts with its creator's mask
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let this = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, runThread, this.toOpaque())
        guard code == 0 else {
            this.release()
            throw .noResources("no thread for the event loop: \(String(cString: strerror(code)))")
        }
        pthread_setname_np(thread, String(decoding: name.utf8.prefix(15), as: UTF8.self))
    }

    fileprivate func run() {
        owner.store(pthread_self(), ordering: .relaxed)
        while !inbox.isStopping { runTurn() }
        shutDown()
        runToEnd()
        var one: UInt64 = 1
        _ = write(endBell, &one, 8)
    }

    private func runTurn() {
        turn &+= 1
        runBatch()
        let now = self.now
        runTimers(now)
        multi?.runDue(now)
        multi?.deliverFinished()
        readAgain()
        let isPolling = !streamsToRead.isEmpty || !inbox.fallAsleep()
        poller.wait(until: nextDeadline(), isPolling: isPolling) { socket, events in
            if let stream = streams[socket] { stream.socketReady() } else { multi?.socketReady(socket, events) }
        }
        inbox.wakeUp()
        multi?.deliverFinished()
    }

    private func runBatch() {
        inbox.take(&batch)
        for work in batch {
            switch work {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .body(let body): body()
            }
        }
        batch.removeAll(keepingCapacity: batch.count <= 4096)
    }

    private func runTimers(_ now: ContinuousClock.Instant) {
        guard let first = timers.popDue(now) else { return }
        // All that are due first: a timer that sets another for the same moment has that one in the next turn.
        var due = [first]
        while let timer = timers.popDue(now) { due.append(timer) }
        for timer in due { timer.fire() }
    }

    private func readAgain() {
        guard !streamsToRead.isEmpty else { return }
        let streams = streamsToRead
        streamsToRead.removeAll(keepingCapacity: true)
        for stream in streams { stream.resumeReading() }
    }

    private func nextDeadline() -> ContinuousClock.Instant? {
        guard let timer = timers.nextDeadline() else { return multi?.deadline }
        return multi?.deadline.map { min($0, timer) } ?? timer
    }

    private func shutDown() {
        isStopping = true
        for transfer in multi?.all ?? [] { transfer.fail(.stopped) }
        streamsToRead = []
        for timer in timers.removeAll() { timer.drop() }
        multi = nil
    }

    /// Runs what came after the end, on the thread that brought it.
    func runLate() {
        owner.store(pthread_self(), ordering: .relaxed)
        runToEnd()
    }

    private func runToEnd() {
        repeat { runBatch() } while !inbox.endIfEmpty()
        // From here on another thread may have taken over already.
        _ = owner.compareExchange(expected: pthread_self(), desired: 0, ordering: .relaxed)
    }
}

private func runThread(_ loop: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let loop { Unmanaged<EventLoop>.fromOpaque(loop).takeRetainedValue().run() }
    return nil
}

/// A timer of an ``EventLoop``. Letting go of it does not cancel it.
public final class LoopTimer {
    private let loop: EventLoop
    private var body: (() -> Void)?

    init(_ loop: EventLoop, _ body: @escaping () -> Void) { (self.loop, self.body) = (loop, body) }

    /// Whether it has neither fired nor been cancelled.
    public var isPending: Bool { body != nil }

    /// Makes sure that it does not fire; harmless when it has. Only on the loop.
    public func cancel() {
        loop.preconditionOnLoop()
        guard isPending else { return }
        drop()
        loop.timers.noteCancelled()
    }

    /// Lets go of what it would have done.
    func drop() {
        let body = self.body
        self.body = nil
        withExtendedLifetime(body) {}  // freed last: what it captured may cancel timers as it goes
    }

    func fire() {
        let body = self.body
        self.body = nil
        body?()
    }
}

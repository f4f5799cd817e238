import NIOCore

/// The one place that everything on its way to a client passes: handshakes, REST replies and frames. Counts them.
///
/// What is to go wrong on demand goes wrong here, as the plan says.
struct Outlet {
    var plan: FaultPlan
    private(set) var statistics = SimulatorStatistics()
    /// Messages of streams that wait to change places with the next one.
    private var heldBack: [StreamName: KlinePush] = [:]

    init(plan: FaultPlan = FaultPlan()) { self.plan = plan }

    /// The answer to a handshake: an address to serve, or a refusal.
    mutating func handshake(_ answer: HandshakeAnswer, elapsed: Duration = .zero, now: Int64 = 0) -> HandshakeAnswer {
        let faults: [Fault] = [.refuse451, .refuse403, .refuse429, .refuse418, .refuseHTML]
        var answer = answer
        if let fault = plan.first(of: faults, now: elapsed) {
            answer = .refuse(RestReply(fault, rest: plan.rest(of: fault, now: elapsed), now: now))
        }
        if case .refuse = answer { statistics.handshakesRefused += 1 }
        return answer
    }

    /// A reply to a REST request; `nil` for none at all.
    mutating func reply(_ reply: RestReply, elapsed: Duration = .zero, now: Int64 = 0) -> RestReply? {
        statistics.requests += 1
        guard !plan.isEmpty else { return reply }
        if plan.isOn(.restTimeout, now: elapsed) { return nil }
        let faults: [Fault] = [.refuse451, .refuse403, .refuse418, .rest5xx, .rest429]
        guard let fault = plan.first(of: faults, now: elapsed) else { return reply }
        return RestReply(fault, rest: plan.rest(of: fault, now: elapsed), now: now)
    }

    /// What the rows of a klines answer lack at present.
    func restFlaws(elapsed: Duration) -> RestFlaws {
        RestFlaws(
            lag: plan.isOn(.restLag, now: elapsed) ? 90_000 : 0, hasHoles: plan.isOn(.restHole, now: elapsed))
    }

    /// The messages to send for one of a stream.
    mutating func pushes(_ push: KlinePush, of name: StreamName, elapsed: Duration) -> [KlinePush] {
        guard !plan.isEmpty else { return [push] }
        var pushes = [push]
        if push.isClosed, plan.isOn(.correctedCandle, now: elapsed) {
            var wrong = push
            wrong.kline.close = push.kline.close == push.kline.high ? push.kline.low : push.kline.high
            pushes.insert(wrong, at: 0)
        }
        if plan.isOn(.duplicateFrames, now: elapsed) { pushes = pushes.flatMap { [$0, $0] } }
        if let held = heldBack.removeValue(forKey: name) { return pushes + [held] }
        if plan.isOn(.reorderedFrames, now: elapsed) { heldBack[name] = pushes.removeLast() }
        return pushes
    }

    /// The payload of a frame; `nil` keeps the frame back.
    mutating func frame(_ payload: ByteBuffer, _ kind: FrameKind, of ailments: Set<Fault>) -> ByteBuffer? {
        if !ailments.isEmpty {
            if ailments.contains(.halfOpen) { return nil }
            if kind == .stream, ailments.contains(.mute) { return nil }
        }
        switch kind {
        case .stream: statistics.streamMessages += 1
        case .reply: statistics.controlReplies += 1
        case .ping, .pong, .close: break
        }
        return payload
    }

    mutating func connectionOpened() {
        statistics.streamConnections += 1
        statistics.streamConnectionsInAll += 1
    }

    mutating func connectionClosed() { statistics.streamConnections -= 1 }

    mutating func frameReceived() { statistics.framesReceived += 1 }

    mutating func updateSkipped() { statistics.updatesSkipped += 1 }
}

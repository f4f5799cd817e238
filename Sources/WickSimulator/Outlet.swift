import NIOCore

/// The one place that everything on its way to a client passes: handshakes, REST replies and frames. Counts them.
///
/// What is to go wrong on demand goes wrong here.
struct Outlet {
    private(set) var statistics = SimulatorStatistics()

    /// The answer to a handshake: an address to serve, or a refusal.
    mutating func handshake(_ answer: HandshakeAnswer) -> HandshakeAnswer {
        if case .refuse = answer { statistics.handshakesRefused += 1 }
        return answer
    }

    /// A reply to a REST request.
    mutating func reply(_ reply: RestReply) -> RestReply {
        statistics.requests += 1
        return reply
    }

    /// The payload of a frame; `nil` keeps the frame back.
    mutating func frame(_ payload: ByteBuffer, _ kind: FrameKind) -> ByteBuffer? {
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

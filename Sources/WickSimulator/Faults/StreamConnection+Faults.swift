import Glibc
import NIOCore

extension StreamConnection {
    /// A fault strikes this connection.
    func suffer(_ fault: Fault) {
        guard let context, !isClosing else { return }
        switch fault {
        case .halfOpen, .mute, .noPings: ailments.insert(fault)
        case .muteStream: muteFirstStream()
        case .slow: wire.slowDown(.slow)
        case .partialFrames: wire.slowDown(.partial)
        case .garbageFrame:
            send(.reply, ByteBuffer(string: #"{"stream":"\#u{FFFD}","data":{"e":"kline","#))
            wire.send(raw: [0xF7, 0x03] + Array("???".utf8))  // reserved bits and a reserved opcode
        case .oversizeFrame: wire.send(raw: [0x81, 0x7F, 0, 0, 1, 0, 0, 0, 0, 0] + Array("{\"stream\":".utf8))
        case .close1001: close(.goingAway, "Going away")
        case .close1006: abort()
        case .close1008: close(.policyViolation, "Disconnected")
        case .reset: reset(context)
        case .serverShutdown: announceShutdown()
        case .cut24h: shortenLife(to: .seconds(15))
        default: break  // strikes no connection
        }
    }

    /// Mutes the first stream, or the first one that will be subscribed.
    func muteFirstStream() {
        mutedStream = names.lazy.compactMap(StreamName.init).first
        if mutedStream == nil { ailments.insert(.muteStream) } else { ailments.remove(.muteStream) }
    }

    private func reset(_ context: ChannelHandlerContext) {
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        guard let options = context.channel as? any SocketOptionProvider else { return abort() }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in connection.value.abort() }
    }

    private func announceShutdown() {
        let event = #"{"e":"serverShutdown","E":\#(unit.number(core.now))}"#
        let text = isCombined ? #"{"stream":"!serverShutdown","data":\#(event)}"# : event
        send(.reply, ByteBuffer(string: text))
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        core.eventLoop.scheduleTask(in: .seconds(5)) { connection.value.abort() }
    }
}

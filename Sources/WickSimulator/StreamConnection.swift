import NIOCore
import NIOWebSocket

/// One WebSocket connection: hands what comes to the machines, and does what they say.
final class StreamConnection: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// The unit of the times that this connection is sent.
    let unit: TimeUnit
    /// Whether kline streams flow on the route that the client chose.
    let carriesKlines: Bool
    /// The bytes on their way to the socket.
    let wire = Wire()
    private(set) var isClosing = false
    /// What this connection suffers from for the rest of its life.
    var ailments: Set<Fault> = []
    /// The stream that this connection gets no more until it is unsubscribed.
    var mutedStream: StreamName?

    let core: ExchangeCore
    private var book: SubscriptionBook
    private var life: ConnectionLife
    private(set) var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var needsFlush = false
    private var fragments: [UInt8]?

    init(core: ExchangeCore, address: StreamAddress) {
        self.core = core
        unit = address.unit
        carriesKlines = address.route != .withoutKlines
        book = SubscriptionBook(
            isCombined: address.isCombined, names: address.names, namesMax: core.rules.streamsMax,
            unsignedIDsOnly: core.rules.unsignedIDsOnly)
        life = ConnectionLife(core.rules, now: core.elapsed)
    }

    var names: [String] { book.names }
    var isCombined: Bool { book.isCombined }
    var isWritable: Bool { context?.channel.isWritable ?? true }
    /// Whether simulated time waits for this connection to read.
    var holdsTimeBack: Bool { !isWritable && carriesKlines && !book.names.isEmpty && !isClosing }

    // MARK: Out

    /// Sends a frame of a stream. A client that does not read loses forming updates first, and is dropped in the end;
    /// where time waits for it, there is only little that can be sent to it meanwhile.
    func send(_ payload: ByteBuffer, isClosed: Bool) {
        guard let context, !isClosing else { return }
        if !core.waitsForReaders, !context.channel.isWritable {
            guard isClosed else { return core.outlet.updateSkipped() }
            if backlog(context) > core.rules.backlogBytesMax { return abort() }
        }
        write(.stream, payload)
    }

    func flush() {
        needsFlush = false
        context?.flush()
    }

    func close(_ code: WebSocketErrorCode, _ reason: String) {
        guard let context, !isClosing else { return }
        var payload = context.channel.allocator.buffer(capacity: 2 + reason.utf8.count)
        payload.write(webSocketErrorCode: code)
        payload.writeString(reason)
        write(.close, payload)
        flush()
        isClosing = true
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        core.eventLoop.scheduleTask(in: .nanoseconds(core.rules.closePatience.nanoseconds)) {
            connection.value.abort()
        }
    }

    private func write(_ kind: FrameKind, _ payload: ByteBuffer) {
        guard let context, let payload = core.outlet.frame(payload, kind, of: ailments) else { return }
        let frame = WebSocketFrame(fin: true, opcode: kind.opcode, data: payload)
        context.write(wrapOutboundOut(frame), promise: nil)
        if !needsFlush {
            needsFlush = true
            core.flushLater(self)
        }
    }

    func send(_ kind: FrameKind, _ payload: ByteBuffer) {
        write(kind, payload)
        flush()
    }

    /// Ends the connection without another word, not even one of TLS.
    func abort() {
        isClosing = true
        guard let context else { return }
        do {
            try context.pipeline.syncOperations.context(name: ServerCertificates.handlerName).close(promise: nil)
        } catch {
            context.close(promise: nil)  // no TLS here
        }
    }

    private func backlog(_ context: ChannelHandlerContext) -> Int {
        do {
            return try context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes) ?? 0
        } catch {
            return .max  // a channel that cannot say is one that is going away
        }
    }

    // MARK: Time

    private func wait(until time: Duration) {
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        timer = core.eventLoop.scheduleTask(in: .nanoseconds(max(0, (time - core.elapsed).nanoseconds))) {
            connection.value.timerFired()
        }
    }

    /// Ends this connection so long after now, if it would last longer.
    func shortenLife(to rest: Duration) {
        life.shorten(to: core.elapsed + rest)
        timer?.cancel()
        wait(until: core.elapsed)
    }

    private func timerFired() {
        guard let context, !isClosing, !ailments.contains(.halfOpen) else { return }
        switch life.timerFired(now: core.elapsed) {
        case .wait(let time):
            wait(until: time)
        case .ping(_, let next) where ailments.contains(.noPings):
            life.pingWithheld()
            wait(until: next)
        case .ping(let payload, let next):
            send(.ping, context.channel.allocator.buffer(bytes: payload))
            wait(until: next)
        case .close(let reason):
            end(reason)
        }
    }

    private func end(_ reason: ConnectionLife.Reason) {
        switch reason {
        case .pongOverdue: close(.policyViolation, "Pong timeout")
        case .endOfLife: close(.goingAway, "24 hours are over")
        case .tooManyMessages: close(.policyViolation, "Too many requests")
        }
    }

    // MARK: In

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        core.opened(self)
        wait(until: core.elapsed)
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { core.writabilityChanged() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func leave() {
        timer?.cancel()
        context = nil
        core.closed(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        core.outlet.frameReceived()
        if ailments.contains(.halfOpen) { return }
        if isClosing {
            if frame.opcode == .connectionClose { context.close(promise: nil) }
            return
        }
        if frame.maskKey == nil { return close(.protocolError, "Frame not masked") }
        if let reason = life.frameReceived(now: core.elapsed) { return end(reason) }
        switch frame.opcode {
        case .ping: send(.pong, frame.unmaskedData)
        case .pong: life.pongReceived(Array(frame.unmaskedData.readableBytesView))
        case .connectionClose: answerClose(frame.unmaskedData)
        case .text where fragments == nil, .continuation where fragments != nil: take(frame)
        case .binary: close(.unacceptableData, "Text only")
        default: close(.protocolError, "Unexpected frame")
        }
    }

    private func take(_ frame: WebSocketFrame) {
        let message = (fragments ?? []) + Array(frame.unmaskedData.readableBytesView)
        guard message.count <= core.rules.controlMessageMax else { return abort() }
        guard frame.fin else {
            fragments = message
            return
        }
        fragments = nil
        guard String(validating: message, as: UTF8.self) != nil else {
            return close(.dataInconsistentWithMessage, "Not UTF-8")
        }
        let outcome = book.handle(message)
        core.unsubscribe(self, from: outcome.removed)
        if let muted = mutedStream, outcome.removed.contains(where: { StreamName($0) == muted }) { mutedStream = nil }
        if ailments.contains(.muteStream) { muteFirstStream() }
        send(.reply, ByteBuffer(bytes: outcome.reply))
        core.subscribe(self, to: outcome.added)
    }

    /// Repeats the code of the client's close frame, and closes.
    private func answerClose(_ payload: ByteBuffer) {
        let code = payload.getSlice(at: payload.readerIndex, length: min(2, payload.readableBytes)) ?? ByteBuffer()
        send(.close, code)
        abort()
    }
}

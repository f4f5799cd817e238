import NIOCore

/// The bytes of a stream connection on their way to the socket: holds them back where they are to come in pieces.
final class Wire: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// In which pieces bytes are sent, one piece at each interval.
    struct Pace {
        /// The size of the next piece of so many bytes that wait, from 1 up to that many.
        var piece: @Sendable (_ waiting: Int) -> Int
        var interval: TimeAmount

        /// 256 bytes ten times a second.
        static let slow = Pace(piece: { min($0, 256) }, interval: .milliseconds(100))
        /// Half of what there is, then half of the rest.
        static let partial = Pace(piece: { ($0 + 1) / 2 }, interval: .milliseconds(20))
    }

    /// With more bytes waiting, the connection is ended.
    private static let waitingMax = 1 << 20

    private var pace: Pace?
    private var waiting = ByteBuffer()
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    /// Sends what comes from now on in pieces.
    func slowDown(_ pace: Pace) { self.pace = pace }

    /// Sends bytes that need not be a frame.
    func send(raw bytes: [UInt8]) {
        guard let context else { return }
        write(context: context, data: wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        context.flush()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let pace else { return context.write(data, promise: promise) }
        var bytes = unwrapOutboundIn(data)
        waiting.writeBuffer(&bytes)
        promise?.succeed()
        guard waiting.readableBytes <= Self.waitingMax else { return context.close(promise: nil) }
        if timer == nil { schedule(pace, context) }
    }

    private func schedule(_ pace: Pace, _ context: ChannelHandlerContext) {
        let wire = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: pace.interval) { wire.value.sendPiece() }
    }

    private func sendPiece() {
        timer = nil
        guard let context, let pace, waiting.readableBytes > 0,
            let piece = waiting.readSlice(length: pace.piece(waiting.readableBytes))
        else { return }
        waiting.discardReadBytes()
        context.writeAndFlush(wrapOutboundOut(piece), promise: nil)
        if waiting.readableBytes > 0 { schedule(pace, context) }
    }
}

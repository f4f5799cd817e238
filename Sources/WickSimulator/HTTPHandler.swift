import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The HTTP side of a channel, until it becomes a stream connection: REST requests, and handshakes that are refused.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection may be kept without a request.
    private static let patience = TimeAmount.seconds(75)

    private let core: ExchangeCore
    private var refusal: RestReply?
    private var address: StreamAddress?
    private var head: HTTPRequestHead?
    private var timer: Scheduled<Void>?

    init(core: ExchangeCore) { self.core = core }

    // MARK: Handshakes

    /// Whether a handshake is accepted; a refusal is sent once the request reaches this handler.
    func acceptsHandshake(_ head: HTTPRequestHead) -> Bool {
        if let tooLong = lineRefusal(head) {
            refusal = tooLong
            return false
        }
        switch core.answerHandshake(RequestTarget(head.uri)) {
        case .serve(let address):
            self.address = address
            return true
        case .refuse(let reply):
            refusal = reply
            return false
        }
    }

    /// The connection that takes the channel over after an accepted handshake.
    func makeStreamConnection() -> StreamConnection? {
        address.map { StreamConnection(core: core, address: $0) }
    }

    // MARK: Requests

    func handlerAdded(context: ChannelHandlerContext) { restartTimer(context) }
    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !(error is NIOWebSocketUpgradeError) else { return }  // the request follows, and is answered
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            restartTimer(context)
        case .body:
            break  // no endpoint reads one
        case .end:
            guard let head else { return }
            self.head = nil
            answer(head, context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        if let refusal {
            return send(refusal, head, context, closes: true)
        }
        if let tooLong = lineRefusal(head) { return send(tooLong, head, context, closes: true) }
        if head.headers.contains(name: "Sec-WebSocket-Version") {  // a handshake that is none
            return send(RestReply(status: 400, body: []), head, context, closes: true)
        }
        let request = RestRequest(
            method: head.method.rawValue, target: RequestTarget(head.uri),
            unit: TimeUnit(option: head.headers.first(name: "X-MBX-TIME-UNIT")))
        guard let reply = core.answer(request) else { return }
        send(reply, head, context, closes: !head.isKeepAlive)
    }

    private func lineRefusal(_ head: HTTPRequestHead) -> RestReply? {
        let line = head.method.rawValue.utf8.count + head.uri.utf8.count + " HTTP/1.1 ".utf8.count
        return line > core.rules.requestLineMax ? RestReply(status: 414, body: []) : nil
    }

    private func send(
        _ reply: RestReply, _ request: HTTPRequestHead, _ context: ChannelHandlerContext, closes: Bool
    ) {
        var headers = HTTPHeaders([
            ("Content-Type", "application/json;charset=UTF-8"), ("Content-Length", String(reply.body.count)),
        ])
        for header in reply.headers { headers.add(name: header.name, value: header.value) }
        if closes { headers.add(name: "Connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: reply.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil)
        }
        let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        guard closes else { return }
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        sent.whenComplete { _ in loopBound.value.close(promise: nil) }
    }

    private func restartTimer(_ context: ChannelHandlerContext) {
        timer?.cancel()
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: Self.patience) { loopBound.value.close(promise: nil) }
    }
}

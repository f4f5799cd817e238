import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Builds the pipeline of each accepted channel.
enum ChannelSetup {
    /// The largest frame taken from a client; its messages are far smaller.
    private static let frameBytesMax = 1 << 16

    static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ core: NIOLoopBound<ExchangeCore>) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_sndbuf), value: 1 << 18)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 16, high: 1 << 18))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try initialize(channel, core.value) }
            }
    }

    private static func initialize(_ channel: any Channel, _ core: ExchangeCore) throws {
        guard core.admit() else { throw ChannelError.inputClosed }
        let loopBoundCore = NIOLoopBound(core, eventLoop: channel.eventLoop)
        channel.closeFuture.whenComplete { _ in loopBoundCore.value.channelClosed() }

        let tls = try secure(channel, core)
        let http = HTTPHandler(core: core)
        let handler = NIOLoopBound(http, eventLoop: channel.eventLoop)
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: frameBytesMax, automaticErrorHandling: true,
            shouldUpgrade: { channel, head in
                let answer = HTTPHeaders([("Server", SimulatedExchange.serverName)])
                return channel.eventLoop.makeSucceededFuture(handler.value.acceptsHandshake(head) ? answer : nil)
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let connection = handler.value.makeStreamConnection() else { return }
                    // Within TLS, so that what is no frame is none after decryption either.
                    try channel.pipeline.syncOperations.addHandler(
                        connection.wire, position: tls.map { .after($0.value) } ?? .first)
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            })
        let upgrade: NIOHTTPServerUpgradeSendableConfiguration = (
            upgraders: [upgrader],
            completionHandler: { context in context.pipeline.syncOperations.removeHandler(handler.value, promise: nil) }
        )
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withServerUpgrade: upgrade)
        try channel.pipeline.syncOperations.addHandler(http)
    }

    /// Puts TLS before everything else, if it is served, or what goes wrong with it.
    private static func secure(
        _ channel: any Channel, _ core: ExchangeCore
    ) throws -> NIOLoopBound<any ChannelHandler>? {
        guard let certificates = core.certificates else { return nil }
        let fault = core.outlet.plan.first(of: Fault.ofTLS, now: core.elapsed)
        if fault == .tlsCut { try channel.pipeline.syncOperations.addHandler(HandshakeCut()) }
        let handler = certificates.handler(during: fault)
        try channel.pipeline.syncOperations.addHandler(handler, name: ServerCertificates.handlerName)
        return NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }
}

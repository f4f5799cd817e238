import NIOCore

/// Stands in for TLS where its handshake is to be cut: ends the connection at the client's first words.
final class HandshakeCut: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.close(promise: nil) }
}

/// Why a text is not the address of a WebSocket.
public enum WebSocketURLError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is longer than ``WebSocketURL/bytesMax``.
    case tooLong(bytes: Int)
    /// A space, a control character or a byte beyond ASCII; `offset` counts bytes from 0.
    case byteNotAllowed(url: String, offset: Int, byte: UInt8)
    /// The scheme is neither `ws` nor `wss`.
    case schemeNotWebSocket(url: String)
    /// A name or password stands before the host.
    case userInfoNotAllowed(url: String)
    /// The host is missing, or is neither a name nor an address.
    case hostMalformed(url: String)
    /// The port is not a number from 1 to 65535.
    case portMalformed(url: String)
    /// A fragment (`#…`) has no meaning here (RFC 6455, 3).
    case fragmentNotAllowed(url: String)

    public var description: String {
        switch self {
        case .tooLong(let bytes):
            "WebSocket address of \(bytes) bytes: use at most \(WebSocketURL.bytesMax)"
        case .byteNotAllowed(let url, let offset, let byte):
            "\(url.quoted): byte \(offset + 1) is 0x\(String(byte, radix: 16)); percent-encode what is not printable ASCII"
        case .schemeNotWebSocket(let url): "\(url.quoted): start with ws:// or wss://"
        case .userInfoNotAllowed(let url): "\(url.quoted): no name or password may stand before the host"
        case .hostMalformed(let url): "\(url.quoted): use a host such as stream.binance.com, 127.0.0.1 or [::1]"
        case .portMalformed(let url): "\(url.quoted): use a port from 1 to 65535, or none"
        case .fragmentNotAllowed(let url): "\(url.quoted): leave out '#' and what follows, or write %23"
        }
    }
}

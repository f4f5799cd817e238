/// The address of a WebSocket (RFC 6455, 3): `wss://stream.binance.com:9443/ws/btcusdt@kline_1m`.
public struct WebSocketURL: Equatable, Sendable {
    /// The longest address taken, in bytes; servers take about 8,000 in a request line.
    public static let bytesMax = 16_384

    /// Whether it is `wss`, WebSocket over TLS.
    public let isSecure: Bool
    /// A name, an IPv4 address, or an IPv6 address in brackets; in small letters.
    public let host: String
    /// 1 to 65535; where the address names none, 443 or 80.
    public let port: Int
    /// Path and query, for the request line; at least `/`.
    public let target: String

    /// Reads an address `ws://host[:port][/path][?query]` or `wss://…`.
    ///
    /// Names beyond ASCII must be in Punycode, and other bytes beyond ASCII percent-encoded.
    public init(_ text: String) throws(WebSocketURLError) {
        guard text.utf8.count <= Self.bytesMax else { throw .tooLong(bytes: text.utf8.count) }
        if let (offset, byte) = text.utf8.enumerated().first(where: { $1 <= 0x20 || $1 >= 0x7F }) {
            throw .byteNotAllowed(url: text, offset: offset, byte: byte)
        }
        guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .fragmentNotAllowed(url: text) }
        // All is ASCII from here on, and without line breaks, so a character is a byte.
        guard let scheme = ["ws://", "wss://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            throw .schemeNotWebSocket(url: text)
        }
        isSecure = scheme == "wss://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .userInfoNotAllowed(url: text) }
        let hostEnd = try Self.endOfHost(in: authority, url: text)
        host = authority[..<hostEnd].lowercased()
        port = try Self.port(authority[hostEnd...], url: text) ?? (isSecure ? 443 : 80)
        let target = rest[authority.endIndex...]
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// The value of the `Host` header: the port is named unless it is the scheme's own.
    public var hostHeader: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }

    private static func endOfHost(in authority: Substring, url: String) throws(WebSocketURLError) -> Substring.Index {
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { throw .hostMalformed(url: url) }
            let address = authority[..<bracket].dropFirst()
            guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                throw .hostMalformed(url: url)
            }
            return authority.index(after: bracket)
        }
        let host = authority.prefix { $0 != ":" }
        guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
            throw .hostMalformed(url: url)
        }
        return host.endIndex
    }

    private static func port(_ text: Substring, url: String) throws(WebSocketURLError) -> Int? {
        guard !text.isEmpty else { return nil }
        let digits = text.dropFirst()
        guard text.first == ":", digits.utf8.allSatisfy(\.isDigit), let port = Int(digits), 1...65_535 ~= port else {
            throw .portMalformed(url: url)
        }
        return port
    }
}

/// Where a transfer goes.
struct Endpoint: CustomStringConvertible {
    let host: String
    let port: Int
    let isSecure: Bool

    /// `host:port`, with the brackets that an IPv6 address needs.
    var description: String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// A URL for libcurl, or what is wrong with host or port.
    var url: Result<String, NetworkError> {
        guard (1...65535).contains(port) else { return .failure(.badRequest("port \(port) is not in 1 to 65535")) }
        // A name, an IPv4 or an IPv6 address, a name in any script: all that could end the host part is refused.
        let isHost = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                true
            default: ".-_:[]%".utf8.contains(byte)
            }
        }
        guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy(isHost) else {
            return .failure(.badRequest("'\(host)' is not a host: give a name or an address, without scheme and path"))
        }
        return .success("\(isSecure ? "https" : "http")://\(self)/")
    }
}

extension Endpoint {
    /// The host and port that an HTTP URL names.
    init(url: String) throws(NetworkError) {
        let scheme = url.hasPrefix("https://") ? "https://" : "http://"
        guard url.hasPrefix(scheme), url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .badRequest("'\(url)' is not a URL for HTTP: it begins with https:// or http:// and has no blanks")
        }
        let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        var host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        var port = scheme == "https://" ? 443 : 80
        if let colon = host.lastIndex(of: ":"), let number = Int(host[host.index(after: colon)...]) {
            (host, port) = (host[..<colon], number)
        }
        self.init(host: String(host), port: port, isSecure: scheme == "https://")
    }
}

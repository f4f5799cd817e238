/// Checks the base of an exchange's WebSocket or REST address: scheme, host, and maybe port and path.
///
/// Market data is public, but whoever can change it on its way can fake signals: without TLS only this machine is
/// taken, unless somebody says otherwise.
enum BaseAddress {
    /// What the address is for.
    enum Kind: Sendable {
        case webSocket, rest
        /// Whole, and somebody's own: it may have a query.
        case webhook

        /// The schemes: with TLS, and without.
        var schemes: (secure: String, plain: String) {
            switch self {
            case .webSocket: ("wss", "ws")
            case .rest, .webhook: ("https", "http")
            }
        }

        var allowed: String { "an address such as \(schemes.secure)://host or \(schemes.secure)://host:port" }

        /// What to do about a user name and password.
        var noPassword: String {
            switch self {
            case .webSocket, .rest: "Market data is public: take them out."
            case .webhook: "Take them out."
            }
        }

        /// Whether a query may follow the path.
        var allowsQuery: Bool { self == .webhook }

        /// How the paths begin that wick adds itself.
        var ownPaths: [String] {
            switch self {
            case .webSocket: ["/ws", "/stream"]
            case .rest: ["/api", "/fapi"]
            case .webhook: []
            }
        }
    }

    /// The address without a slash at its end.
    ///
    /// - Parameter allowsPlaintext: whether it may go without TLS beyond this machine.
    static func check(_ text: String, kind: Kind, allowsPlaintext: Bool = false) throws(ValueProblem) -> String {
        // Not quoted, for a message must not repeat a password.
        guard !(kind.allowsQuery ? text.prefix { $0 != "?" } : text[...]).contains("@") else {
            throw ValueProblem("has a user name or password in it", remedy: kind.noPassword)
        }
        let isPlainText = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }
        guard isPlainText, text.utf8.count <= 512 else { throw ValueProblem("\(text.quoted) is not an address") }
        let (secure, plain) = kind.schemes
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
            throw ValueProblem("\(text.quoted) has no scheme", remedy: "Start it with \(secure)://.")
        }
        let scheme = text[..<colon].lowercased()
        guard scheme == secure || scheme == plain else {
            throw ValueProblem("\(text.quoted) has the scheme '\(scheme)'", remedy: "Use \(secure)://.")
        }
        let rest = text[colon...].dropFirst(3)
        let authority = rest.prefix { !"/?#\\".contains($0) }
        let path = rest[authority.endIndex...]
        let host = try host(of: authority, text: text)
        try check(path: path, text: text, kind: kind)
        guard scheme == secure || allowsPlaintext || isLoopback(host) else {
            throw ValueProblem(
                "\(text.quoted) would go over the network unencrypted",
                remedy: "Use \(secure)://; without --allow-plaintext \(plain):// is for this machine only (localhost,"
                    + " 127.0.0.1, [::1]).")
        }
        let tail = path.last == "/" && kind != .webhook ? path.dropLast() : path
        return "\(scheme)://\(authority.lowercased())\(tail)"
    }

    /// Whether a checked address goes without TLS beyond this machine.
    static func isExposed(_ address: String) -> Bool {
        guard ["ws://", "http://"].contains(where: address.hasPrefix) else { return false }
        let authority = address.drop { $0 != "/" }.dropFirst(2).prefix { !"/?".contains($0) }
        let host = authority.first == "[" ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return !isLoopback(host)
    }

    private static func host(of authority: Substring, text: String) throws(ValueProblem) -> Substring {
        let isBracketed = authority.first == "["
        let hostEnd =
            isBracketed
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } ?? authority.startIndex
            : authority.firstIndex(of: ":") ?? authority.endIndex
        let (host, tail) = (authority[..<hostEnd], authority[hostEnd...])
        let letters = isBracketed ? "0123456789abcdefABCDEF:.[]" : nil
        let isHost = host.allSatisfy { letters?.contains($0) ?? ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        guard !host.isEmpty, isHost, host != "[]", host.first != ".", !host.contains("..") else {
            throw ValueProblem("\(text.quoted) has no host")
        }
        if tail.isEmpty { return host }
        guard tail.first == ":", Decimal.isWhole(String(tail.dropFirst())), let port = UInt16(tail.dropFirst()),
            port > 0, tail.dropFirst().allSatisfy(\.isNumber)
        else { throw ValueProblem("\(text.quoted) has no valid port", remedy: "Use a port from 1 to 65535.") }
        return host
    }

    private static func check(path: Substring, text: String, kind: Kind) throws(ValueProblem) {
        guard !path.contains(where: { $0 == "#" || $0 == "\\" || ($0 == "?" && !kind.allowsQuery) }) else {
            throw ValueProblem(
                "\(text.quoted) has more than a host and a path", remedy: "Take out what follows '?' or '#'.")
        }
        for own in kind.ownPaths where path == own || path.hasPrefix(own + "/") {
            throw ValueProblem("\(text.quoted) ends in a path that wick adds itself", remedy: "Take '\(path)' out.")
        }
    }

    /// Whether the host is this machine by its name or number; other names are not looked up.
    static func isLoopback(_ host: Substring) -> Bool {
        if host.lowercased() == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                part.count <= 3 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
            }
    }
}

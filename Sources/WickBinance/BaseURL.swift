/// A checked base address: scheme, host, port and folders, without a slash at its end.
struct BaseURL {
    /// The longest address taken, in bytes. Stream names and queries come on top, and servers take about 8,000.
    static let bytesMax = 512

    /// The address.
    let text: String
    /// Whether it names nothing below the host.
    let isHostOnly: Bool

    /// Checks an address that somebody wrote.
    ///
    /// - Parameters:
    ///   - schemes: the schemes allowed, in lower case.
    ///   - endings: folders that are taken off the end, for people copy whole addresses.
    ///   - example: a right address, for the error's text.
    init(
        _ written: String, schemes: [String], droppedEndings endings: [String] = [], example: String
    ) throws(BinanceError) {
        func malformed(_ reason: String) -> BinanceError {
            .malformedBaseURL(written, reason: reason, example: example)
        }
        guard written.utf8.count <= Self.bytesMax else { throw malformed("is longer than \(Self.bytesMax) bytes") }
        guard written.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw malformed("holds a blank, a control character or a letter beyond ASCII")
        }
        guard !written.utf8.contains(where: { Self.forbidden.contains($0) }) else {
            throw malformed("holds a character that has no place in it")
        }
        guard let colon = written.firstIndex(of: ":"), written[colon...].hasPrefix("://"),
            schemes.contains(written[..<colon].lowercased())
        else { throw malformed("does not start with \(schemes.map { $0 + "://" }.joined(separator: " or "))") }

        let scheme = written[..<colon].lowercased()
        var rest = written[colon...].dropFirst(3)
        func dropSlashes() { while rest.hasSuffix("/") { rest.removeLast() } }
        dropSlashes()
        if let ending = endings.first(where: { rest.hasSuffix($0) }) {
            rest.removeLast(ending.count)
            dropSlashes()
        }
        let authority = rest.prefix { $0 != "/" }
        guard Self.isAuthority(authority) else { throw malformed("has no host, or a port that is not 1 to 65535") }
        text = "\(scheme)://\(rest)"
        isHostOnly = authority.count == rest.count
    }

    /// Credentials, queries and fragments have no place in a base address, nor has what must be encoded.
    private static let forbidden = Set("@?#\"'<>\\^`{|}".utf8)

    /// `host`, `host:port`, `[v6]` or `[v6]:port`.
    private static func isAuthority(_ authority: Substring) -> Bool {
        let afterHost: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]"), bracket > authority.index(after: authority.startIndex)
            else { return false }
            afterHost = authority[authority.index(after: bracket)...]
        } else {
            let host = authority.prefix { $0 != ":" }
            guard !host.isEmpty else { return false }
            afterHost = authority[host.endIndex...]
        }
        if afterHost.isEmpty { return true }
        guard afterHost.hasPrefix(":"), let port = UInt16(afterHost.dropFirst()) else { return false }
        return port > 0
    }
}

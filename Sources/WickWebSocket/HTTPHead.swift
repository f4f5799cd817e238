/// The part of an HTTP/1.1 message in front of its body: the start line and the header fields (RFC 7230, 3).
struct HTTPHead: Equatable {
    /// The request line or status line, without its line break.
    let startLine: [UInt8]
    let headers: [HTTPHeader]

    /// Reads a head, without the empty line that ends it.
    ///
    /// Bytes are compared, never characters: to Swift, "\r\n" is one character.
    init(_ bytes: some Collection<UInt8>) throws(WebSocketFailure) {
        var lines: [[UInt8]] = []
        for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var line = Array(piece)
            // The last line's break is cut off already; and a line feed alone may end a line (RFC 7230, 3.5).
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            guard !line.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) else {
                throw .headMalformed("line \(lines.count + 1) holds a control character")
            }
            lines.append(line)
        }
        startLine = lines[0]
        var headers: [HTTPHeader] = []
        for (index, line) in lines.enumerated().dropFirst() {
            headers.append(try Self.header(line, number: index + 1))
        }
        self.headers = headers
    }

    private static func header(_ line: [UInt8], number: Int) throws(WebSocketFailure) -> HTTPHeader {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0, line[..<colon].allSatisfy(isToken) else {
            throw .headMalformed("line \(number) is not 'name: value'")
        }
        return HTTPHeader(
            name: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: line[(colon + 1)...].trimmingBlanks(), as: UTF8.self))
    }

    /// Whether the byte may stand in a name (RFC 7230, 3.2.6).
    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
    }

    /// The bytes of a head: the start line, the fields, and the empty line behind them.
    static func encode(startLine: String, headers: [HTTPHeader]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in [startLine] + headers.map({ "\($0.name): \($0.value)" }) {
            bytes += line.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
            bytes += "\r\n".utf8
        }
        return bytes + "\r\n".utf8
    }
}

import WickWebSocket

/// Gathers an HTTP answer from the pieces that libcurl hands over, within bounds.
struct HTTPAnswer {
    private let bodyBytesMax, headerBytesMax, headersMax: Int
    private var headers: [HTTPHeader] = []
    private var body: [UInt8] = []
    private var headerBytes = 0
    private var isInHead = false
    /// Why it takes no more.
    private(set) var failure: NetworkError?

    init(options: NetworkOptions, bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
        (headerBytesMax, headersMax) = (options.headerBytesMax, options.headersMax)
    }

    func response(status: Int) -> HTTPResponse { HTTPResponse(status: status, headers: headers, body: body) }

    /// Takes one line with its line end: a status line, a header, the empty line, or (ignored) a trailer.
    mutating func take(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        if line.starts(with: "HTTP/".utf8) {
            // A new head: what came before belonged to an interim answer such as 103.
            isInHead = true
            headers.removeAll()
        } else if isInHead {
            takeInHead(line)
        }
        guard headerBytes <= headerBytesMax, headers.count <= headersMax else {
            failure = .headersTooLarge(bytesMax: headerBytesMax, headersMax: headersMax)
            return false
        }
        return true
    }

    mutating func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= bodyBytesMax - body.count else {
            failure = .tooLarge(limit: bodyBytesMax)
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    private mutating func takeInHead(_ line: UnsafeRawBufferPointer) {
        let text = line.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        guard let first = text.first else {
            isInHead = false
            return
        }
        if Self.isBlank(first), let last = headers.popLast() {
            // A folded header goes on: an old form, still to be understood.
            headers.append(HTTPHeader(name: last.name, value: "\(last.value) \(Self.trimmed(text[...]))"))
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            let value = Self.trimmed(text[text.index(after: colon)...])
            headers.append(HTTPHeader(name: Self.trimmed(text[..<colon]), value: value))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

import CCurl
import WickWebSocket

/// An HTTP request under way. Only for use on its loop, which keeps it until it is complete.
public final class HTTPRequest: CurlTransfer {
    private let loop: EventLoop
    private var completion: ((Result<HTTPResponse, NetworkError>) -> Void)?
    private var easy: CurlEasy?
    private var answer: HTTPAnswer
    private var endpoint = Endpoint(host: "", port: 0, isSecure: false)

    init(loop: EventLoop, bodyBytesMax: Int, completion: @escaping (Result<HTTPResponse, NetworkError>) -> Void) {
        (self.loop, self.completion) = (loop, completion)
        answer = HTTPAnswer(options: loop.options, bodyBytesMax: bodyBytesMax)
    }

    /// Gives the request up; its completion is not called. Harmless when it is complete.
    public func cancel() {
        loop.preconditionOnLoop()
        completion = nil
        release()
    }

    /// - Parameter body: what to POST; `nil` for a GET.
    func send(_ url: String, _ headers: [HTTPHeader], body: [UInt8]?, _ timeout: Duration) {
        do throws(NetworkError) {
            endpoint = try Endpoint(url: url)
            guard let easy = CurlEasy() else { throw .noResources("no memory for a request") }
            easy.setCommon(loop.options)
            easy.set(CURLOPT_URL, url)
            if let body { easy.setPost(body) } else { easy.set(CURLOPT_HTTPGET, 1) }
            easy.set(CURLOPT_TIMEOUT_MS, timeout.wholeMilliseconds)
            easy.set(CURLOPT_ACCEPT_ENCODING, "")
            // A body is sent at once, and not after a second of waiting for a leave that few servers give.
            easy.setHeaders(try headers.map(Self.line) + (body == nil ? [] : ["Expect:"]))
            easy.set(CURLOPT_HEADERFUNCTION, function: headerCame)
            easy.set(CURLOPT_HEADERDATA, user: self)
            easy.set(CURLOPT_WRITEFUNCTION, function: bodyCame)
            easy.set(CURLOPT_WRITEDATA, user: self)
            try loop.start(self, easy)
            self.easy = easy
        } catch {
            loop.executeLater { self.fail(error) }
        }
    }

    func finished(_ code: CURLcode) {
        guard let easy else { return }
        if let failure = answer.failure { return complete(.failure(failure)) }
        guard code == CURLE_OK else {
            return complete(.failure(NetworkError(code, of: easy, endpoint: endpoint)))
        }
        complete(.success(answer.response(status: easy.long(CURLINFO_RESPONSE_CODE))))
    }

    func fail(_ error: NetworkError) { complete(.failure(error)) }

    private func complete(_ result: Result<HTTPResponse, NetworkError>) {
        let completion = self.completion
        self.completion = nil
        release()
        completion?(result)
    }

    private func release() {
        if let easy { loop.end(easy) }
        easy = nil
    }

    /// A header as libcurl wants it: a line that ends with the colon would remove the header, and a semicolon says
    /// that it is empty.
    private static func line(_ header: HTTPHeader) throws(NetworkError) -> String {
        let isClean = { (text: String) in text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
        guard !header.name.isEmpty, isClean(header.name), isClean(header.value),
            !header.name.utf8.contains(where: { ": ;".utf8.contains($0) })
        else { throw .badRequest("'\(header.name)' is not a header: control characters or a misplaced sign") }
        return header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
    }

    fileprivate func take(header: UnsafeRawBufferPointer) -> Bool { answer.take(header: header) }

    fileprivate func take(body: UnsafeRawBufferPointer) -> Bool { answer.take(body: body) }
}

private func headerCame(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let user else { return 0 }
    let request = Unmanaged<HTTPRequest>.fromOpaque(user).takeUnretainedValue()
    let isWelcome = request.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return isWelcome ? size * count : 0
}

private func bodyCame(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let user else { return 0 }
    let request = Unmanaged<HTTPRequest>.fromOpaque(user).takeUnretainedValue()
    let isWelcome = request.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return isWelcome ? size * count : 0
}

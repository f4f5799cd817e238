import WickWebSocket

extension EventLoop {
    /// Starts to connect to a host; the handler hears the outcome in a later turn.
    ///
    /// The name is looked up anew for each connection, by a thread of libcurl's; addresses of both families are tried.
    /// The loop keeps the stream, and the stream keeps the handler, until ``ByteStream/close()`` or `.failed`.
    ///
    /// - Parameters:
    ///   - host: A name or an address, which is also the name that a certificate must be for.
    ///   - port: From 1 to 65535.
    ///   - isSecure: Whether to speak TLS.
    ///   - handler: Called on the loop.
    /// - Precondition: The caller is on the loop.
    public func openStream(
        host: String, port: Int, isSecure: Bool, handler: @escaping (StreamEvent) -> Void
    ) -> ByteStream {
        preconditionOnLoop()
        let endpoint = Endpoint(host: host, port: port, isSecure: isSecure)
        let stream = ByteStream(loop: self, endpoint: endpoint, handler: handler)
        stream.connect()
        return stream
    }

    /// Fetches a URL with one HTTP request; redirects are not followed, and compressed answers are unpacked.
    ///
    /// - Parameters:
    ///   - url: Begins with `http://` or `https://`.
    ///   - headers: Added to libcurl's own; one of the same name replaces libcurl's.
    ///   - timeout: For the whole of it.
    ///   - bodyBytesMax: A longer body, unpacked, fails with ``NetworkError/tooLarge(limit:)``.
    ///   - completion: Called once on the loop in a later turn, unless the request is cancelled before. Any status is
    ///     a success here.
    /// - Precondition: The caller is on the loop.
    @discardableResult
    public func get(
        _ url: String, headers: [HTTPHeader], timeout: Duration, bodyBytesMax: Int,
        completion: @escaping (Result<HTTPResponse, NetworkError>) -> Void
    ) -> HTTPRequest {
        preconditionOnLoop()
        let request = HTTPRequest(loop: self, bodyBytesMax: bodyBytesMax, completion: completion)
        request.send(url, headers, body: nil, timeout)
        return request
    }

    /// Sends a body to a URL with one HTTP POST; otherwise as ``get(_:headers:timeout:bodyBytesMax:completion:)``.
    ///
    /// For webhooks: nothing is ever posted to an exchange.
    /// - Parameters:
    ///   - url: Begins with `http://` or `https://`.
    ///   - headers: Added to libcurl's own, such as the body's `Content-Type`.
    ///   - body: At most 2 GiB.
    ///   - timeout: For the whole of it.
    ///   - bodyBytesMax: The longest answer.
    ///   - completion: Called once on the loop in a later turn, unless the request is cancelled before.
    /// - Precondition: The caller is on the loop.
    @discardableResult
    public func post(
        _ url: String, headers: [HTTPHeader], body: [UInt8], timeout: Duration, bodyBytesMax: Int,
        completion: @escaping (Result<HTTPResponse, NetworkError>) -> Void
    ) -> HTTPRequest {
        preconditionOnLoop()
        let request = HTTPRequest(loop: self, bodyBytesMax: bodyBytesMax, completion: completion)
        request.send(url, headers, body: body, timeout)
        return request
    }
}

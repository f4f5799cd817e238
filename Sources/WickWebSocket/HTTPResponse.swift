/// An HTTP response: the answer to an opening handshake, or to any other request.
public struct HTTPResponse: Equatable, Sendable {
    /// The status code, 100 to 999.
    public var status: Int
    /// The header fields in the order in which they came.
    public var headers: [HTTPHeader]
    /// The body; one that came in chunks is joined.
    public var body: [UInt8]

    /// A response.
    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header of that name, in any case, or `nil` if there is none.
    public func header(_ name: String) -> String? { headers.value(named: name) }
}

/// One header line of an HTTP message.
public struct HTTPHeader: Equatable, Sendable {
    /// The name, in any case, and the value without surrounding blanks.
    public let name, value: String

    /// A header of this name and value.
    public init(name: String, value: String) {
        (self.name, self.value) = (name, value)
    }
}

/// An HTTP answer: of a refused or accepted WebSocket handshake, or of a request.
public struct HTTPResponse: Equatable, Sendable {
    /// The status code.
    public var status: Int
    /// The headers in the order of arrival.
    public var headers: [HTTPHeader]
    /// The body, as far as it came.
    public var body: [UInt8]

    /// An answer of these parts.
    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// The value of the first header of this name, whatever the case; `nil` if there is none.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}

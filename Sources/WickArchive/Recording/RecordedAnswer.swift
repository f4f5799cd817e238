/// An answer to a request, whole.
public struct RecordedAnswer: Equatable, Sendable {
    /// The status code.
    public var status: Int
    /// Names and values of the header fields, in the order in which they came.
    public var headers: [RecordedHeader]
    /// The body.
    public var body: [UInt8]

    /// An answer of these values.
    public init(status: Int, headers: [RecordedHeader], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }
}

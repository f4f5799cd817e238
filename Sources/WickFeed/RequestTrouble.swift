/// Why a request got no answer at all.
public struct RequestTrouble: Error, Equatable, Sendable {
    /// In words: `connection refused by 127.0.0.1:8080`.
    public var reason: String

    /// Trouble for this reason.
    public init(reason: String) { self.reason = reason }
}

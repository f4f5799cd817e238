/// What an exchange answered instead of what was asked for, and what that obliges a client to.
public struct ExchangeFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What follows from the failure.
    public enum Kind: Equatable, Sendable {
        /// The request itself is wrong: asking again unchanged is useless.
        case invalidRequest
        /// The symbol does not exist (any more).
        case unknownSymbol
        /// Too many requests: ask nothing until so long has passed.
        case rateLimited(retryAfter: Duration)
        /// Banned: send nothing at all until so long has passed.
        case banned(retryAfter: Duration)
        /// A firewall refuses this client: a long pause.
        case forbidden
        /// The exchange does not serve this location: asking again is useless.
        case locationRefused
        /// The exchange has a problem of its own, or the answer was lost: ask again after a while.
        case serverSide
        /// The answer cannot be read.
        case malformed
    }

    /// What follows from it.
    public let kind: Kind
    /// The HTTP status, or 0 where the answer never came.
    public let status: Int
    /// The exchange's own error code, if the body had one.
    public let code: Int?
    /// What the exchange said, or what is wrong with the answer, in words. Control characters are stripped.
    public let message: String

    /// A failure of these values.
    public init(kind: Kind, status: Int, code: Int? = nil, message: String) {
        (self.kind, self.status, self.code, self.message) = (kind, status, code, message)
    }

    public var description: String {
        let origin = status > 0 ? "HTTP \(status)" : "no answer"
        return code.map { "\(origin), code \($0): \(message)" } ?? "\(origin): \(message)"
    }
}

extension ExchangeFailure {
    /// How long to leave the exchange alone, or `nil` if it does not ask for that. A refused location is asked again after
    /// this pause too, for a network may have changed; never sooner.
    var pause: Duration? {
        switch kind {
        case .rateLimited(let pause), .banned(let pause): pause
        case .forbidden, .locationRefused: .seconds(300)
        case .invalidRequest, .unknownSymbol, .serverSide, .malformed: nil
        }
    }
}

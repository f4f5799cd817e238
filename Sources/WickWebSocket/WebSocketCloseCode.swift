/// A code that may stand in a close frame (RFC 6455, 7.4).
///
/// There is no value of this type for a code that may not: neither those of no defined meaning, nor 1005, 1006 and
/// 1015, which only ever say that no close frame came.
public struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable {
    /// 1000 to 1003, 1007 to 1014, or 3000 to 4999.
    public let rawValue: UInt16

    /// The code, or `nil` if it may not stand in a close frame.
    public init?(rawValue: UInt16) {
        // 1012 to 1014 were registered with IANA after the RFC.
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: self.rawValue = rawValue
        default: return nil
        }
    }

    private init(known rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose of the connection is fulfilled.
    public static let normalClosure = Self(known: 1000)
    /// The server goes down, or the client leaves.
    public static let goingAway = Self(known: 1001)
    /// The peer broke the protocol.
    public static let protocolError = Self(known: 1002)
    /// The peer sent a kind of data that is not taken.
    public static let unsupportedData = Self(known: 1003)
    /// A message's data did not fit its kind, such as text that is not UTF-8.
    public static let invalidPayload = Self(known: 1007)
    /// The peer broke a rule of this end.
    public static let policyViolation = Self(known: 1008)
    /// A message is too long.
    public static let messageTooBig = Self(known: 1009)
    /// The client needs an extension that the server did not grant.
    public static let extensionRequired = Self(known: 1010)
    /// The server met a condition that it did not expect.
    public static let internalError = Self(known: 1011)
    /// The server restarts.
    public static let serviceRestart = Self(known: 1012)
    /// The server is overloaded.
    public static let tryAgainLater = Self(known: 1013)
    /// A gateway got an invalid answer.
    public static let badGateway = Self(known: 1014)
}

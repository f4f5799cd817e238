/// What was going on when the time was up.
public enum TimeoutPhase: String, Sendable {
    /// The host's name was being looked up.
    case lookup = "looking up the name of"
    /// A TCP connection was being made, to the host or to its proxy.
    case connection = "connecting to"
    /// The TLS handshake was under way.
    case handshake = "the TLS handshake with"
    /// The request was sent, and its answer was not complete.
    case answer = "waiting for the answer of"
}

/// What can go wrong between this program and a host.
///
/// An endpoint is written `host:port`. A detail is libcurl's own sentence.
public enum NetworkError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The URL, host, port or header cannot be used, and nothing was sent.
    case badRequest(String)
    /// The host's name has no address, or no name server answered.
    case couldNotResolve(host: String)
    /// The host is there, and nothing listens at the port (or a firewall says so).
    case refused(endpoint: String)
    /// There is no way to the host.
    case unreachable(endpoint: String, detail: String)
    /// The time was up.
    case timedOut(TimeoutPhase, endpoint: String)
    /// TLS failed; with `isCertificate` because the peer's certificate is not one to trust for this host.
    case tls(endpoint: String, detail: String, isCertificate: Bool)
    /// The proxy cannot be had, or would not connect.
    case proxy(detail: String)
    /// The peer ended the connection before its answer was complete.
    case ended(endpoint: String)
    /// The connection broke.
    case reset(endpoint: String, detail: String)
    /// What the peer sent is not HTTP, or is damaged.
    case badAnswer(endpoint: String, detail: String)
    /// The answer's body is longer than allowed, in bytes after decompression.
    case tooLarge(limit: Int)
    /// The answer's headers are more, or longer, than allowed.
    case headersTooLarge(bytesMax: Int, headersMax: Int)
    /// The stream cannot send as fast as it is written to; nothing of the refused bytes was sent.
    case sendQueueFull(limit: Int)
    /// The stream is closed, or not yet connected.
    case notOpen
    /// The loop has been told to stop.
    case stopped
    /// The system would not give a thread, a descriptor or memory.
    case noResources(String)
    /// Anything else, with libcurl's code.
    case other(code: Int, detail: String)

    /// Whether the same may work later without a change to the configuration.
    public var isTransient: Bool {
        switch self {
        case .couldNotResolve, .refused, .unreachable, .timedOut, .proxy, .ended, .reset, .badAnswer, .sendQueueFull,
            .noResources, .other:
            true
        case .tls(_, _, let isCertificate): !isCertificate
        case .badRequest, .tooLarge, .headersTooLarge, .notOpen, .stopped: false
        }
    }

    public var description: String {
        switch self {
        case .badRequest(let detail): detail
        case .couldNotResolve(let host):
            "the name '\(host)' could not be resolved: check its spelling, and this machine's network and DNS"
        case .refused(let endpoint):
            "\(endpoint) refused the connection: nothing listens there, or a firewall forbids it"
        case .unreachable(let endpoint, let detail): "no way to \(endpoint): \(detail); check this machine's network"
        case .timedOut(let phase, let endpoint): "\(phase.rawValue) \(endpoint) took too long"
        case .tls(let endpoint, let detail, isCertificate: true):
            "the certificate of \(endpoint) is not to be trusted: \(detail); check this machine's clock and the "
                + "package ca-certificates; behind a proxy that opens TLS, name its CA file"
        case .tls(let endpoint, let detail, isCertificate: false): "no TLS with \(endpoint): \(detail)"
        case .proxy(let detail):
            "the proxy failed: \(detail); check http_proxy, https_proxy, all_proxy and no_proxy in the environment"
        case .ended(let endpoint): "\(endpoint) ended the connection too early"
        case .reset(let endpoint, let detail): "the connection to \(endpoint) broke: \(detail)"
        case .badAnswer(let endpoint, let detail): "the answer of \(endpoint) makes no sense: \(detail)"
        case .tooLarge(let limit): "the answer's body is longer than \(limit) bytes"
        case .headersTooLarge(let bytesMax, let headersMax):
            "the answer has more than \(headersMax) headers or \(bytesMax) bytes of them"
        case .sendQueueFull(let limit): "the peer does not take what is sent: \(limit) bytes are waiting already"
        case .notOpen: "the stream is not open"
        case .stopped: "the event loop has stopped"
        case .noResources(let detail): detail
        case .other(let code, let detail): "\(detail) (libcurl's error \(code))"
        }
    }
}

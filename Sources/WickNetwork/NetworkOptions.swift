/// How an ``EventLoop`` connects, and what it bounds.
///
/// Proxies are taken from the environment as libcurl does it: `http_proxy` (lower case only), `https_proxy` or
/// `HTTPS_PROXY`, `all_proxy` or `ALL_PROXY`, and `no_proxy` or `NO_PROXY` for hosts to reach directly. A stream
/// goes through a proxy in a `CONNECT` tunnel. ``proxy`` replaces all of them.
///
/// Certificates and host names are always verified; there is no option to leave that out.
public struct NetworkOptions: Sendable, Equatable {
    /// The time that a connection may take, from looking the name up to the end of the TLS handshake.
    public var connectTimeout: Duration = .seconds(10)
    /// A PEM file of the only certificate authorities to trust. With `nil` the file that `$SSL_CERT_FILE` names is
    /// used, as by OpenSSL's own programs, and without that variable the system's authorities are.
    public var caFile: String?
    /// The `User-Agent` of HTTP requests and of proxy tunnels.
    public var userAgent = "wick"
    /// A proxy such as `http://localhost:3128` or `socks5h://localhost:1080` for everything; an empty text for none;
    /// `nil` for those of the environment.
    public var proxy: String?
    /// How long a connection is silent before TCP asks whether the peer is still there, and the time between asks.
    public var keepAlive: Duration = .seconds(30)
    /// The bytes that a stream holds when it cannot send them at once; more is refused.
    public var pendingBytesMax = 1 << 20
    /// The bytes that one stream may read before timers, jobs and other streams get their turn.
    public var turnBytesMax = 1 << 18
    /// The header bytes of one HTTP answer, interim answers included.
    public var headerBytesMax = 1 << 16
    /// The headers of one HTTP answer.
    public var headersMax = 256

    public init() {}
}

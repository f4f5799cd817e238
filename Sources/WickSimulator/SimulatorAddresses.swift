/// Where a simulated exchange is to be found.
public struct SimulatorAddresses: Equatable, Sendable {
    /// The address and the port that it listens on.
    public let host: String
    public let port: Int
    /// Whether it speaks TLS there.
    public let isSecure: Bool

    /// `ws://127.0.0.1:PORT`, or `wss://localhost:PORT` with TLS, to which `/ws` and `/stream` are added (`/market/stream` for the futures).
    public var webSocketBaseURL: String { "\(isSecure ? "wss" : "ws")://\(authority)" }
    /// `http://127.0.0.1:PORT`, or `https://localhost:PORT`, to which `/api/v3/…` is added (`/fapi/v1/…` for the futures).
    public var restBaseURL: String { "\(isSecure ? "https" : "http")://\(authority)" }

    private var authority: String {
        if isSecure, host == "127.0.0.1" { return "localhost:\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

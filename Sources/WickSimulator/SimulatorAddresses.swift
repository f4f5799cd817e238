/// Where a simulated exchange is to be found.
public struct SimulatorAddresses: Equatable, Sendable {
    /// The address and the port that it listens on.
    public let host: String
    public let port: Int

    /// `ws://127.0.0.1:PORT`, to which `/ws` and `/stream` are added (`/market/stream` for the futures).
    public var webSocketBaseURL: String { "ws://\(authority)" }
    /// `http://127.0.0.1:PORT`, to which `/api/v3/…` is added (`/fapi/v1/…` for the futures).
    public var restBaseURL: String { "http://\(authority)" }

    private var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

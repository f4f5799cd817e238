/// How a simulated exchange is set up. Each default is stated at its property.
public struct SimulatorOptions: Sendable {
    /// The address to listen on; `127.0.0.1` unless told otherwise.
    public var host = "127.0.0.1"
    /// The port to listen on; 0, the default, takes any free one.
    public var port = 0
    /// Whose protocol is spoken; ``SimulatedVenue/binance`` unless told otherwise.
    public var venue = SimulatedVenue.binance
    /// What is traded; by default the market of seed 1 from the present time on.
    public var market = SimulatedMarket.seeded(seed: 1)
    /// How fast simulated time runs; real time unless told otherwise.
    public var speed = SimulatorSpeed.times(1)
    /// Whether connections are closed (1001) once a recording has been sent to its end. By default they stay open, and
    /// silent.
    public var closesAtEndOfRecording = false
    /// The folder with the certificates to serve TLS with, as `ServerCertificates` has it; without one, the default, plain
    /// TCP is served.
    public var tls: String?
    /// What goes wrong, and when; nothing unless told otherwise.
    public var faults: [FaultOrder] = []
    /// The seed of a storm of faults on top; none unless told otherwise.
    public var storm: UInt64?
    /// Is told of each fault that strikes at a time of its own, and when, since the start; on the exchange's thread.
    public var onFault: (@Sendable (Fault, Duration) -> Void)?

    /// The defaults.
    public init() {}
}

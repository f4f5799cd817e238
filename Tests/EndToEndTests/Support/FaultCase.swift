import Foundation
import Testing

/// A fault of the simulated exchange, and how it is made to matter.
struct FaultCase: CustomTestStringConvertible, Sendable {
    /// Whether the tests of faults run: apart from the others.
    static let isTheirTurn = ProcessInfo.processInfo.environment["WICK_FAULTS"] != nil
    static let absence = "only with WICK_FAULTS=1 --filter 'FaultTests|NameTests', as make faults has it"

    let name: String
    /// What the exchange is told.
    let orders: [String]
    /// What the monitor says of it, where it then stays away for minutes.
    var words: String?

    /// How much of the exchange's time has to be told behind it, at least: until all of it is over.
    var minutes: Int64 = 4

    var isOfTLS: Bool { name.hasPrefix("tls-") }
    /// Whether the exchange says when it strikes.
    var strikes: Bool { orders[0].contains("@") }
    var testDescription: String { name }

    /// All of them, as `--fault list` names them.
    static let all = ofConnections + ofTheWay + ofTheMarket + ofTheClock

    private static let ofConnections = [
        "reset", "half-open", "mute", "mute-stream", "slow", "partial-frames", "garbage-frame", "oversize-frame",
        "close-1001", "close-1006", "close-1008", "server-shutdown", "cut-24h", "no-pings",
    ].map { FaultCase(name: $0, orders: ["\($0)@3s"]) }

    /// What goes wrong in making connections or with requests does so in the midst of coming back from another fault.
    private static let ofTheWay =
        [
            "refuse-429", "refuse-418", "refuse-html", "rest-5xx", "rest-429", "rest-timeout", "rest-lag",
            "duplicate-frames", "reordered-frames", "corrected-candle", "ack-without-data", "tls-wrong-name",
            "tls-expired", "tls-unknown-ca", "tls-cut",
        ].map { FaultCase(name: $0, orders: ["\($0)@3s", "reset@3500ms"]) }
        // A client that is away meanwhile cannot know that there is more than REST tells.
        + [FaultCase(name: "rest-hole", orders: ["rest-hole@3s"], minutes: 12)]
        + ["451", "403"].map {
            FaultCase(name: "refuse-\($0)", orders: ["refuse-\($0)@3s", "reset@3500ms"], words: "HTTP \($0)")
        }

    private static let ofTheMarket = ["early-close", "missing-minutes", "halted-symbol"].map {
        FaultCase(name: $0, orders: ["\($0)@3s", "reset@9s"], minutes: 12)
    }

    private static let ofTheClock = ["clock-skew", "clock-skew-behind"].map {
        FaultCase(name: $0, orders: [$0, "reset@5s"], minutes: 8)
    }
}

/// `wick simulate` as a process of its own, for a monitor to connect to.
struct SimulatedServer {
    let program: RunningProgram
    /// The lines of a configuration that lead to it.
    let addresses: String
    let workplace: Workplace
    /// Whether it speaks TLS.
    var isSecure: Bool { addresses.contains("https://") }

    /// Starts it, does what the test does, and ends it.
    static func with<Value>(
        _ arguments: [String], in workplace: Workplace, _ body: (SimulatedServer) async throws -> Value
    ) async throws -> Value {
        try await Wick.with(["simulate"] + arguments, in: workplace) { program in
            try await program.wait(for: "both addresses") { $0.count >= 2 }
            return try await body(
                SimulatedServer(
                    program: program, addresses: program.lines.joined(separator: "\n"), workplace: workplace))
        }
    }

    /// The port that it listens on.
    var port: Int { addresses.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Writes the configuration of a monitor that takes this for Binance, and gives its path.
    func configuration(_ more: String = "", in workplace: Workplace) throws -> String {
        try workplace.write(
            """
            exchange: binance
            symbols: [\(Recorded.symbols.joined(separator: ", "))]
            \(addresses)
            \(more)
            """, to: "live.yaml")
    }
}

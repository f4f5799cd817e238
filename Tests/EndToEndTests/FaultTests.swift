import Foundation
import Testing

/// The real program against the real simulated exchange, while something goes wrong: in the end each candle was told once, in
/// order, with the exchange's own values, and none is missing but those that the exchange does not have either.
///
/// Most of the time both sides wait, so that several of these run at a time: apart from the other tests, which need the
/// machine to themselves. `make test` does so, and `make soak` has the long ones.
@Suite(
    .enabled(if: Certificates.isPresent, "\(Certificates.absence)"),
    .enabled(if: FaultCase.isTheirTurn, "\(FaultCase.absence)"))
struct FaultTests {
    /// What is between the two.
    enum Transport: CaseIterable, Sendable { case tcp, tls }

    private static let seats = Seats(16)
    private static let environment = ProcessInfo.processInfo.environment
    static let minute: Int64 = 60_000
    /// Whether there is time to see the end of pauses of minutes.
    private static let isPatient = environment["WICK_FAULT_PATIENCE"] != nil
    private static let stormMinutes = environment["WICK_STORM_MINUTES"].flatMap { Double($0) } ?? 0.5

    @Test("the table has every fault of the exchange")
    func table() async throws {
        let list = try await Wick.run("simulate", "--fault", "list", in: try Workplace())
        #expect(
            Set(list.lines.compactMap { $0.split(separator: " ").first }) == Set(FaultCase.all.map { $0.name[...] }))
    }

    @Test("alone", arguments: FaultCase.all, Transport.allCases)
    func alone(_ fault: FaultCase, over transport: Transport) async throws {
        if fault.isOfTLS, transport == .tcp { return }
        let arguments = ["--seed", "5", "--speed", "60"] + fault.orders.flatMap { ["--fault", $0] }
        try await Self.watch(arguments, over: transport) { server, monitor in
            if fault.strikes {
                try await waitUntil(
                    "the fault", every: .milliseconds(100), situation: { server.program.errors },
                    { server.errs(with: fault.name) })
            }
            if let words = fault.words {
                try await monitor.wait(for: words, every: .milliseconds(250)) { lines in
                    lines.contains { $0.hasPrefix("{\"type\":\"status\"") && $0.contains(words) }
                }
                guard Self.isPatient else { return }
            }
            let end = try await server.time() + (Self.isPatient ? 12 : fault.minutes) * Self.minute
            try await Self.wait(for: end, of: monitor, within: .seconds(fault.words == nil ? 180 : 480))
        }
    }

    @Test("in a storm", arguments: Array(zip(Transport.allCases, [11, 12])))
    func storm(over transport: Transport, seed: Int) async throws {
        let speed = 60.0
        let arguments = ["--seed", "5", "--speed", "\(speed)", "--storm", "\(seed)"]
        // It takes the longest, and begins at once.
        try await Self.watch(arguments, over: transport, seats: Seats(1)) { server, monitor in
            let length = Int64(Self.stormMinutes * speed) * Self.minute
            let end = try await server.time() + length
            try await Self.wait(for: end, of: monitor, within: .seconds(180 + Self.stormMinutes * 90))
        }
    }

    // MARK: Parts

    /// Runs both until `body` has seen enough, ends the monitor, and compares.
    private static func watch(
        _ arguments: [String], over transport: Transport, seats: Seats = seats,
        until body: (SimulatedServer, RunningProgram) async throws -> Void
    ) async throws {
        try await seats.take {
            let workplace = try Workplace()
            let tls = transport == .tls ? try await Certificates.make(in: workplace) : nil
            try await SimulatedServer.with(arguments + (tls.map { ["--tls", $0] } ?? []), in: workplace) { server in
                let configuration = try server.configuration(hasty(tls), in: workplace)
                let words = ["--headless", "--format", "jsonl", "--config", configuration]
                try await Wick.with(words, in: workplace) { monitor in
                    try await body(server, monitor)
                    monitor.send(SIGTERM)
                    let end = try await monitor.waitForEnd(within: stopPatience)
                    #expect(end == .exited(0))
                    try await compare(monitor.lines, with: server)
                }
            }
        }
    }

    /// How a monitor is set up that is not to wait long.
    static func hasty(_ tls: String?) -> String {
        """
        reconnect_delay: 0.5
        max_reconnect_delay: 4
        heartbeat: 1
        advanced: {buffer_size: 100}
        tls: {ca_file: \(tls.map { "\($0)/ca.pem" } ?? "null")}
        """
    }

    /// Waits until the monitor has told the candle of this open time, of each symbol.
    static func wait(
        for end: Int64, of monitor: RunningProgram, within patience: Duration = .seconds(180)
    ) async throws {
        try await monitor.wait(for: "candles up to \(end)", within: patience, every: .milliseconds(250)) { lines in
            Recorded.symbols.allSatisfy { (lines.newestCandle(of: $0) ?? 0) >= end }
        }
    }

    /// Holds what a monitor told against what the exchange itself knows.
    static func compare(_ lines: [String], with server: SimulatedServer) async throws {
        for symbol in Recorded.symbols {
            let told = try lines.candles(of: symbol)
            let (first, last) = (try #require(told.first), try #require(told.last))
            let truth = try await server.candles(of: symbol, from: first.openTime, to: last.openTime)
            #expect(told.count > 100, "no more than the history of \(symbol)")
            let wrong = zip(told, truth).first { $0 != $1 }
            #expect(wrong == nil && told.count == truth.count, "\(symbol): \(told.count) of \(truth.count)")
        }
    }
}

extension SimulatedServer {
    /// Whether it has said that this fault struck.
    func errs(with fault: String) -> Bool { program.errors.contains(" s: \(fault)\n") }
}

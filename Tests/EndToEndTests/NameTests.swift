import Foundation
import Testing

/// The exchange's name cannot be looked up for a while. The look-ups are the real ones: the monitor has a hosts file of its
/// own, in which the name is there or not.
@Suite(
    .enabled(if: Certificates.isPresent, "\(Certificates.absence)"),
    .enabled(if: FaultCase.isTheirTurn, "\(FaultCase.absence)"),
    .enabled(if: PrivateNames.isPresent, "\(PrivateNames.absence)"))
struct NameTests {
    private static let trouble = "the name '\(Certificates.hostName)' could not be resolved"

    @Test("a name that is not there, comes, goes and comes again costs no candle")
    func comesAndGoes() async throws {
        let workplace = try Workplace()
        let (tls, names) = (try await Certificates.make(in: workplace), try PrivateNames(in: workplace))
        let arguments = ["--seed", "5", "--speed", "60", "--tls", tls, "--fault", "reset@every4s"]
        try await SimulatedServer.with(arguments, in: workplace) { server in
            let addresses = server.addresses.replacingOccurrences(of: "localhost", with: Certificates.hostName)
            let named = SimulatedServer(program: server.program, addresses: addresses, workplace: workplace)
            let configuration = try named.configuration(FaultTests.hasty(tls), in: workplace)
            let words = [Wick.path, "--headless", "--format", "jsonl", "--config", configuration]
            try await names.with(words) { monitor in
                try await monitor.wait(for: "the first trouble") { $0.contains { $0.contains(Self.trouble) } }
                try names.know([Certificates.hostName])
                try await FaultTests.wait(for: try await server.time() + 3 * FaultTests.minute, of: monitor)
                try names.know([])
                let before = monitor.lines.count
                try await monitor.wait(for: "trouble again") {
                    $0.dropFirst(before).contains { $0.contains(Self.trouble) }
                }
                try names.know([Certificates.hostName])
                try await FaultTests.wait(for: try await server.time() + 5 * FaultTests.minute, of: monitor)
                monitor.send(SIGTERM)
                let end = try await monitor.waitForEnd(within: stopPatience)
                #expect(end == .exited(0))
                try await FaultTests.compare(monitor.lines, with: server)
            }
        }
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// What an exchange has forbidden, and a start anew.
    struct BanTests {
        @Test("a ban outlives a restart: it is told, nothing is asked, and wick check says the same with 69")
        func outlivesARestart() async throws {
            let workplace = try Workplace()
            try await SimulatedServer.with(["--fault", "refuse-418"], in: workplace) { server in
                let configuration = try server.configuration(in: workplace)
                let words = ["--headless", "--format", "jsonl", "--config", configuration]
                for _ in 1...2 {
                    let strikes = server.program.errors.components(separatedBy: "refuse-418").count
                    try await Wick.with(words, in: workplace) { monitor in
                        try await monitor.wait(for: "the ban") { $0.contains { Self.tellsBan($0, by: server.port) } }
                        monitor.send(SIGTERM)
                        #expect(try await monitor.waitForEnd(within: stopPatience) == .exited(0))
                        guard strikes > 1 else { return }
                        #expect(monitor.lines.first.map { Self.tellsBan($0, by: server.port) } == true)
                        #expect(server.program.errors.components(separatedBy: "refuse-418").count == strikes)
                    }
                }
                let check = try await Wick.run("check", "--config", configuration, in: workplace)
                #expect(check.end == .exited(69))
                #expect(
                    check.lines.contains {
                        $0.hasPrefix("connection:    FAILED: banned until ") && $0.contains("nothing is asked")
                    }, "\(check.lines)")
            }
        }

        private static func tellsBan(_ line: String, by port: Int) -> Bool {
            line.contains(#""state":"reconnecting","detail":"banned until "#) && line.contains(":\(port) (HTTP 418")
        }
    }
}

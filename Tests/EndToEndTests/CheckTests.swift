import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// `wick check` against an exchange that is sound, and against some that are not.
    struct CheckTests {
        @Test("finds nothing wrong with a sound exchange, step by step, with 0")
        func sound() async throws {
            let workplace = try Workplace()
            let check = try await SimulatedServer.with([], in: workplace) { server in
                try await Wick.run("check", "--config", try server.configuration(in: workplace), in: workplace)
            }
            #expect(check.end == .exited(0))
            #expect(check.errors == "")
            for topic in ["connection", "requests", "clock", "listing", "first data"] {
                #expect(check.lines.contains { $0.hasPrefix("\(topic):") && $0.contains(" ok: ") }, "\(topic)")
            }
            #expect(check.lines.last == "Binance can be watched.")
        }

        @Test(
            "names the step that fails and what to do, with 69, within its time",
            arguments: [
                ("refuse-451", "connection", "exchange: binance_us"), ("refuse-418", "connection", "send nothing for"),
                ("refuse-html", "connection", "a web page"), ("rest-5xx", "requests", "try again later"),
                ("rest-timeout", "requests", "took too long"), ("mute", "first data", "the connection is mute"),
                ("ack-without-data", "first data", "0 of 3 streams"), ("half-open", "first data", "0 of 3 streams"),
            ])
        func faults(fault: String, topic: String, words: String) async throws {
            let workplace = try Workplace()
            let start = ContinuousClock.now
            let check = try await SimulatedServer.with(["--fault", fault], in: workplace) { server in
                try await Wick.run("check", "--config", try server.configuration(in: workplace), in: workplace)
            }
            #expect(check.end == .exited(69))
            let failures = check.lines.filter { $0.contains("FAILED: ") }
            #expect(failures.contains { $0.hasPrefix("\(topic):") && $0.contains(words) }, "\(check.lines)")
            // 15 s of the check's own, and a slow machine's start of two programs.
            #expect(ContinuousClock.now - start < .seconds(50))
        }

        @Test("names symbols that are unknown or halted, and goes on with the others")
        func symbols() async throws {
            let workplace = try Workplace()
            let check = try await SimulatedServer.with(["--fault", "halted-symbol"], in: workplace) { server in
                let file = try workplace.write(
                    "exchange: binance\nsymbols: [BTCUSDT, NOPEUSDT, ETHUSDT]\n\(server.addresses)", to: "live.yaml")
                return try await Wick.run("check", "--config", file, in: workplace)
            }
            #expect(check.end == .exited(69))
            #expect(check.lines.contains("listing:       note: BTCUSDT is not traded now (HALT)"))
            #expect(check.lines.contains { $0.hasPrefix("listing:       FAILED: NOPEUSDT is not listed") })
            #expect(check.lines.contains("listing:       ok: 1 of 3 symbols are traded"))
            #expect(check.lines.contains { $0.hasPrefix("first data:") && $0.contains("of 2 streams") })
        }

        @Test("says that nothing listens, with 69, and connects to nothing when offline")
        func nobody() async throws {
            let workplace = try Workplace()
            let file = try workplace.write(
                """
                exchange: binance
                symbols: [BTCUSDT]
                ws_base_url: ws://127.0.0.1:1
                rest_base_url: http://127.0.0.1:1
                """, to: "live.yaml")
            let check = try await Wick.run("check", "--config", file, in: workplace)
            #expect(check.end == .exited(69))
            #expect(check.lines.count { $0.contains("FAILED: 127.0.0.1:1 refused the connection") } == 2)
            let offline = try await Wick.run("check", "--offline", "--config", file, in: workplace)
            #expect(offline.end == .exited(0))
            #expect(offline.lines.last == "The configuration has no mistake.")
        }

        @Test("goes without TLS beyond this machine only where it is told to, and says so")
        func plaintext() async throws {
            let workplace = try Workplace()
            let file = try workplace.write(
                "exchange: binance\nws_base_url: ws://stream.example\nrest_base_url: http://rest.example\n",
                to: "live.yaml")
            let refused = try await Wick.run("check", "--offline", "--config", file, in: workplace)
            #expect(refused.end == .exited(78))
            #expect(refused.errors.split(separator: "\n").count { $0.contains("without --allow-plaintext") } == 2)
            let live = try await Wick.run("--headless", "--for", "1", "--config", file, in: workplace)
            #expect(live.end == .exited(78) && live.errors == refused.errors)
            let allowed = try await Wick.run(
                "check", "--offline", "--allow-plaintext", "--config", file, in: workplace)
            #expect(allowed.end == .exited(0))
            #expect(allowed.lines.contains("not encrypted: ws_base_url, rest_base_url"))
        }

        @Test("checks the built-in exchange by starting it")
        func builtIn() async throws {
            let check = try await Wick.run("check", in: try Workplace())
            #expect(check.end == .exited(0))
            #expect(check.lines.last == "the simulated exchange can be watched.")
        }
    }
}

import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// The program as a service of systemd.
    struct ServiceTests {
        @Test("a service says that it is ready once it is live, how it fares, that it turns, and that it stops")
        func tells() async throws {
            let workplace = try Workplace()
            let socket = try NotifySocket(path: "\(workplace.path)/notify")
            let words = [
                "NOTIFY_SOCKET=\(socket.path)", "WATCHDOG_USEC=200000", Wick.path, "--headless", "--exchange",
                "simulated",
            ]
            try await withProgram("env", words, in: workplace) { program in
                try await waitUntil("a word that it is live") { socket.messages.contains { $0.hasPrefix("READY=1\n") } }
                let count = socket.messages.count { $0.hasPrefix("WATCHDOG=1") }
                try await waitUntil("three beats more") {
                    socket.messages.count { $0.hasPrefix("WATCHDOG=1") } >= count + 3
                }
                program.send(SIGTERM)
                #expect(try await program.waitForEnd(within: stopPatience) == .exited(0))
            }
            let told = socket.messages
            let ready = try #require(told.firstIndex { $0.hasPrefix("READY=1\n") })
            #expect(told[ready].hasPrefix("READY=1\nSTATUS=live: "))
            #expect(told[..<ready].contains { $0.hasPrefix("STATUS=connecting: ") })
            #expect(told[ready...].contains("WATCHDOG=1"), "a start that is done is not extended")
            #expect(told.contains("STOPPING=1\nSTATUS=stopping"))
        }
    }
}

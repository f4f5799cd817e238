import Foundation
import Testing

extension EndToEnd {
    /// However the monitor ends, the terminal is the user's again.
    @Suite(.enabled(if: Tmux.isPresent, "\(Tmux.absence)"))
    struct ScreenEndTests {
        /// A way to end.
        enum Ending: CaseIterable, Sendable {
            case quitKey, controlC, terminate, interrupt, hangUp

            /// The signal that is sent; `nil` if a key is pressed.
            var signal: Int32? {
                switch self {
                case .quitKey, .controlC: nil
                case .terminate: SIGTERM
                case .interrupt: SIGINT
                case .hangUp: SIGHUP
                }
            }
        }

        @Test("leaves the shell's screen and modes as they were, and says 0", arguments: Ending.allCases)
        func leavesNoTrace(_ ending: Ending) async throws {
            let workplace = try Workplace()
            _ = try workplace.write(Self.configuration, to: "live.yaml")
            try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                try await tmux.noteModes(in: "before")
                let before = try await tmux.wait(for: "the prompt") { $0.contains("shell>") }
                let monitor = try await start(tmux)
                switch ending.signal {
                case nil: try await tmux.press(ending == .quitKey ? "q" : "C-c")
                case let signal?: kill(monitor, signal)
                }
                try await waitUntil("the end of the monitor", within: stopPatience) { kill(monitor, 0) != 0 }
                let after = try await tmux.wait(for: "the prompt") { screen in
                    screen.last { $0 != "" } == "shell>"
                }
                #expect(after == Self.with("wick --config live.yaml", on: before))
                try await tmux.expectGivenBack()
                try await tmux.enter("ended $?")
                try await tmux.wait(for: "the exit code") { $0.contains("ended 0") }
                try await tmux.noteModes(in: "after")
                let (modesAfter, modesBefore) = (try workplace.text(of: "after"), try workplace.text(of: "before"))
                #expect(modesAfter == modesBefore)
            }
        }

        @Test("a crash, too, gives the terminal back", arguments: [SIGSEGV, SIGABRT, SIGQUIT])
        func crash(signal: Int32) async throws {
            let workplace = try Workplace()
            _ = try workplace.write(Self.configuration, to: "live.yaml")
            try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                try await tmux.noteModes(in: "before")
                let monitor = try await start(tmux)
                kill(monitor, signal)
                try await tmux.wait(for: "the prompt") { screen in
                    screen.first != "" && screen.last { $0 != "" } == "shell>"
                }
                try await tmux.expectGivenBack()
                try await tmux.enter("ended $?")
                try await tmux.wait(for: "ended \(128 + signal)")
                try await tmux.noteModes(in: "after")
                let (modesAfter, modesBefore) = (try workplace.text(of: "after"), try workplace.text(of: "before"))
                #expect(modesAfter == modesBefore)
            }
        }

        private static let configuration = """
            exchange: simulated
            simulator: {speed: 100, seed: 1}
            """

        /// Starts the monitor, and gives its process once it shows data.
        private func start(_ tmux: Tmux) async throws -> pid_t {
            try await tmux.enter("wick --config live.yaml")
            try await tmux.wait(for: "SIMULATED", "LIVE")
            let isFullScreen = try await tmux.value(of: "alternate_on") == "1"
            #expect(isFullScreen)
            return try #require(try await tmux.child(named: "wick"))
        }

        /// A screen with a command line at its prompt, and the next prompt below.
        private static func with(_ command: String, on screen: [String]) -> [String] {
            guard let prompt = screen.lastIndex(of: "shell>") else { return screen }
            var screen = screen
            screen[prompt] += " \(command)"
            screen[prompt + 1] = "shell>"
            return screen
        }
    }
}

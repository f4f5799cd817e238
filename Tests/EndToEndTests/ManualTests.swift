import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// What `make install` asks the program for: its manual page and its completions.
    struct ManualTests {
        private static let hasMan = ["/usr/bin/man", "/usr/bin/groff"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }

        @Test("the manual is set without a warning", .enabled(if: Self.hasMan, "man or groff is not installed"))
        func manual() async throws {
            let workplace = try Workplace()
            let source = try await Wick.run("manual", in: workplace)
            #expect(source.end == .exited(0))
            let file = try workplace.write(source.lines.joined(separator: "\n") + "\n", to: "wick.1")
            let page = try await run("env", ["MANWIDTH=100", "man", "--warnings", "-l", file], in: workplace)
            #expect(page.end == .exited(0))
            #expect(page.errors == "")
            let titles = [
                "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "KEYS", "CONFIGURATION", "ENVIRONMENT", "FILES",
                "EXIT STATUS", "EXAMPLES",
            ]
            #expect(page.lines.filter(titles.contains) == titles)
            for words in ["--headless", "Ctrl-L", "advanced.buffer_size", "sl_atr_multiple", "XDG_STATE_HOME"] {
                #expect(page.lines.contains { $0.contains(words) }, "\(words)")
            }
        }

        @Test("the manual has every option that the help has")
        func options() async throws {
            let workplace = try Workplace()
            let manual = try await Wick.run("manual", in: workplace).lines.joined(separator: "\n")
            for command in ["watch", "replay", "check", "simulate", "init", "info"] {
                let help = try await Wick.run("help", command, in: workplace).lines.joined(separator: "\n")
                let options = Set(help.matches(of: #/\n {2}(--[a-z-]+)/#).map { String($0.1) })
                for option in options.subtracting(["--version"]) {
                    #expect(manual.contains(option.replacing("-", with: "\\-")), "\(option) of \(command)")
                }
            }
        }

        @Test("bash completes commands, options and their values")
        func completion() async throws {
            let workplace = try Workplace()
            let script = try await Wick.run("--generate-completion-script", "bash", in: workplace)
            let file = try workplace.write(script.lines.joined(separator: "\n") + "\n", to: "completion")
            let bash = try workplace.write(
                """
                source '\(file)'
                complete_words() {
                    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=$(expr length "$*") COMPREPLY=()
                    _wick wick "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                    echo "${COMPREPLY[*]}"
                }
                complete_words wick rep
                complete_words wick watch --exch
                complete_words wick watch --exchange binance_u
                complete_words wick simulate --fault refuse-4
                cd '\(workplace.path)' && complete_words wick watch --record st
                """, to: "try.bash")
            let tried = try await run("bash", ["--noprofile", "--norc", bash], in: workplace)
            #expect(
                tried.lines.map(\.trimmed) == [
                    "replay", "--exchange", "binance_us binance_usdm", "refuse-451 refuse-403 refuse-429 refuse-418",
                    "state",
                ], "\(tried.errors)")
        }
    }
}

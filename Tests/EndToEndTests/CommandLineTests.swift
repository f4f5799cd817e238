import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// What the command line answers, and with which exit code.
    struct CommandLineTests {
        /// A command line that is wrong, and what the answer has to say.
        struct Wrong: CustomTestStringConvertible, Sendable {
            var words: [String]
            var answer: String
            var testDescription: String { words.joined(separator: " ") }

            init(_ line: String, _ answer: String) {
                words = line.split(separator: " ").map(String.init)
                self.answer = answer
            }
        }

        @Test(
            "wrong usage is answered on standard error, with 64",
            arguments: [
                Wrong("--nonsense", "Unknown option '--nonsense'"),
                Wrong("--headless --timeframe 7m", "--timeframe: '7m' is not offered"),
                Wrong("--headless --exchange mtgox", "--exchange: 'mtgox' is not known"),
                Wrong("--headless BTC/USD", "SYMBOL: 'BTC/USD' is not a symbol"),
                Wrong("--headless --format xml", "'xml' is invalid"),
                Wrong("--headless --for never", "'never' is invalid"),
                Wrong("--for 2s", "--for goes with --headless"),
                Wrong("chekc", "'chekc' is no command. Did you mean 'wick check'?"),
                Wrong("watch", "there is no terminal here; use --headless"),
                Wrong("replay", "Missing expected argument"),
                Wrong("replay --speed 0 file", "'0' is invalid"),
                Wrong("replay --headless nowhere.csv.gz", "nowhere.csv.gz: no such file or folder"),
                Wrong("simulate --port 99999", "--port is 0 to 65535"),
                Wrong("simulate --symbol-count 0", "--symbol-count is 1 to 3000"),
            ])
        func wrongUsage(_ wrong: Wrong) async throws {
            let wick = try await Wick.run(wrong.words, in: try Workplace())
            #expect(wick.end == .exited(64))
            #expect(wick.errors.contains(wrong.answer), "\(wick.errors)")
            #expect(wick.lines == [])
        }

        @Test("help and version are no errors", arguments: ["--help", "--version", "help", "replay --help"])
        func help(line: String) async throws {
            let wick = try await Wick.run(line.split(separator: " ").map(String.init), in: try Workplace())
            #expect(wick.end == .exited(0))
            #expect(wick.errors == "")
            #expect(!wick.lines.isEmpty)
        }

        @Test("--version says what it is, and what it was built from and runs on")
        func version() async throws {
            let wick = try await Wick.run("--version", in: try Workplace())
            try #require(wick.lines.count == 4)
            #expect(
                wick.lines[0].wholeMatch(of: #/wick \d+\.\d+\.\d+ \(commit ([0-9a-f]{10}(-dirty)?|unknown)\)/#) != nil)
            #expect(wick.lines[1].wholeMatch(of: #/Swift \d+\.\d+(\.\d+)?.*/#) != nil)
            #expect(wick.lines[2].hasPrefix("libcurl/"))
            #expect(wick.lines[3].hasPrefix("ncurses "))
        }

        @Test(
            "a configuration that is named but not there is an error, with 78", arguments: ["watch", "check", "info"])
        func missingConfiguration(command: String) async throws {
            let wick = try await Wick.run(command, "--config", "nowhere.yaml", in: try Workplace())
            #expect(wick.end == .exited(78))
            #expect(wick.errors.contains("nowhere.yaml: the configuration cannot be read"), "\(wick.errors)")
        }

        @Test(
            "all mistakes of a configuration are told in one go, with 78",
            arguments: [["--headless"], ["check"], ["replay", "--headless", "file"]])
        func mistakes(words: [String]) async throws {
            let workplace = try Workplace()
            let file = try workplace.write(
                """
                exchange: mtgox
                symbols: [BTCUSDT, BTCUSDT]
                timeframe: 7m
                heartbeat: soon
                colour: red
                """, to: "bad.yaml")
            let wick = try await Wick.run(words + ["--config", file], in: workplace)
            #expect(wick.end == .exited(78))
            let lines = wick.errors.split(separator: "\n")
            #expect(lines.count == 5)
            for (number, line) in lines.enumerated() { #expect(line.hasPrefix("\(file):\(number + 1): ")) }
            #expect(wick.lines == [])
        }

        @Test("check and info answer for a sound configuration")
        func checkAndInfo() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("exchange: binance\nsymbols: [BTCUSDT]\n", to: "live.yaml")
            let check = try await Wick.run("check", "--offline", "--config", file, in: workplace)
            #expect(check.end == .exited(0))
            #expect(check.errors == "")
            #expect(check.lines.contains { $0.contains("wss://stream.binance.com") })
            #expect(check.lines.last == "The configuration has no mistake.")
            let info = try await Wick.run("info", "--config", file, in: workplace)
            #expect(info.end == .exited(0))
            for path in [file, workplace.journal, "\(workplace.path)/state/wick/wick.log"] {
                #expect(info.lines.contains { $0.contains(path) }, "\(path)")
            }
        }

        @Test("--for ends by itself with 0, after warm-up candles and a word of farewell")
        func endsAfterAWhile() async throws {
            let start = ContinuousClock.now
            let wick = try await Wick.run(
                "--headless", "--format", "jsonl", "--exchange", "simulated", "--for", "2s", in: try Workplace())
            #expect(wick.end == .exited(0))
            #expect(wick.errors == "")
            #expect(start.duration(to: wick.endedAt ?? .now) >= .seconds(2))
            let states = try OutputRecord.of("status", in: wick.lines)
            #expect(states.last?.words["state"] == "stopped")
        }

        @Test("a reader that has enough is no error", arguments: ["text", "jsonl"])
        func readerLeaves(format: String) async throws {
            let workplace = try Workplace()
            let pipe = "'\(Wick.path)' --headless --format \(format) --exchange simulated | head -1"
            let shell = try await run("bash", ["-c", "\(pipe); echo ${PIPESTATUS[*]}"], in: workplace)
            #expect(shell.end == .exited(0))
            #expect(shell.lines.count == 2)
            #expect(shell.lines.last == "0 0")
            #expect(shell.errors == "")
        }

        @Test("that the output cannot be written is said, and so is that it can be again: then nothing is missing")
        func fullOutput() async throws {
            let workplace = try Workplace()
            let wick = "exec '\(Wick.path)' --headless --exchange simulated --format jsonl"
            let full = try await run("bash", ["-c", "\(wick) --for 2s > /dev/full"], in: workplace)
            #expect(full.end == .exited(74))
            let reason = "No space left on device (errno 28)"
            #expect(
                full.errors == """
                    standard output cannot be written: \(reason); it is tried again with each line
                    standard output is not whole: \(reason)

                    """)
            guard let disk = SmallDisk.isAvailable ? try SmallDisk(bytes: 64 << 10) : nil else { return }
            let command = "\(wick) > '\(disk.path)/out'"
            try await withProgram("/bin/bash", ["-c", command], in: workplace) { program in
                try await waitUntil("the trouble") { program.errors.contains(reason) }
                try disk.grow(to: 4 << 20)
                try await waitUntil("that it is over") { program.errors.contains("standard output is written again\n") }
                try await waitUntil("the candles of three symbols") {
                    try String(contentsOfFile: "\(disk.path)/out", encoding: .utf8).count { $0 == "\n" } > 1500
                }
                program.send(SIGTERM)
                #expect(try await program.waitForEnd() == .exited(0))
            }
            let text = try String(contentsOfFile: "\(disk.path)/out", encoding: .utf8)
            let opened = try OutputRecord.of("candle", in: text.split(separator: "\n").map(String.init))
            #expect(opened.count >= 1500)
            #expect(text.hasSuffix("\"state\":\"stopped\",\"detail\":\"stopped as asked\"}\n"))
        }

        @Test("a standard output that is closed is nobody else's file")
        func closedOutput() async throws {
            let workplace = try Workplace()
            let command = "exec '\(Wick.path)' --headless --exchange simulated --for 1s >&- 2>&-"
            #expect(try await run("bash", ["-c", command], in: workplace).end == .exited(0))
            #expect(try !workplace.text(of: "state/wick/wick.log").contains(" open "))
            #expect(
                try String(contentsOfFile: workplace.journal, encoding: .utf8).split(separator: "\n").allSatisfy {
                    $0.hasPrefix("{\"type\":\"signal\"")
                })
        }

        @Test(
            "a recording that is damaged is named, and what stands before the damage is played",
            .enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
        func damagedRecording() async throws {
            let workplace = try Workplace()
            let whole = try Data(contentsOf: URL(filePath: Recorded.files(days: ["2024-03-05"])[0]))
            let file = "\(workplace.path)/BTCUSDT-1m-2024-03-05.csv.gz"
            try whole.prefix(20_000).write(to: URL(filePath: file))
            let wick = try await Wick.run("replay", "--headless", "--format", "jsonl", file, in: workplace)
            #expect(wick.end == .exited(64))
            #expect(wick.errors.contains("\(file): ends too early"))
            let candles = try OutputRecord.of("candle", in: wick.lines)
            #expect(candles.count > 100)
        }

        @Test("a port that is taken is said so, with 69")
        func takenPort() async throws {
            let workplace = try Workplace()
            try await SimulatedServer.with([], in: workplace) { server in
                let second = try await Wick.run("simulate", "--port", "\(server.port)", in: workplace)
                #expect(second.end == .exited(69))
                #expect(second.errors.contains("127.0.0.1:\(server.port)"), "\(second.errors)")
                #expect(second.lines == [])
            }
        }

        @Test("simulate ends with 0 when told to", arguments: [SIGTERM, SIGINT, SIGHUP])
        func simulatorEnds(signal: Int32) async throws {
            let workplace = try Workplace()
            try await SimulatedServer.with([], in: workplace) { server in
                server.program.send(signal)
                let end = try await server.program.waitForEnd(within: stopPatience)
                #expect(end == .exited(0))
                #expect(server.program.errors == "")
            }
        }
    }
}

import Foundation
import Testing

extension EndToEnd {
    /// Sinks of the built program, while messages come as fast as they are read.
    struct SinkTests {
        @Test("dead, slow and flapping sinks cost no candle, and a sound one gets each of them")
        func anySinks() async throws {
            let workplace = try Workplace()
            let words = ["--seed", "3", "--symbol-count", "8", "--speed", "max"]
            try await SimulatedServer.with(words, in: workplace) { server in
                let configuration = try server.configuration(
                    """
                    sinks:
                      - [tee, "\(workplace.path)/sound"]
                      - [sh, -c, "until [ -e \(workplace.path)/end ]; do sleep 0.1; done; cat > /dev/null"]
                      - [head, -n, 5]
                      - [no-such-command]
                      - unix:\(workplace.path)/nobody
                      - http://127.0.0.1:1/dead
                    """, in: workplace)
                let arguments = ["--headless", "--format", "jsonl", "--config", configuration]
                try await Wick.with(arguments, in: workplace) { monitor in
                    try await monitor.wait(for: "many candles") { $0.count > 30_000 }
                    monitor.send(SIGTERM)
                    try await monitor.wait(for: "the farewell") { $0.last?.contains("\"stopped\"") == true }
                    _ = try workplace.write("", to: "end")
                    let end = try await monitor.waitForEnd()
                    #expect(end == .exited(0))
                    let candles = try OutputRecord.of("candle", in: monitor.lines)
                    for symbol in Recorded.symbols {
                        let times = candles.filter { $0.symbol == symbol }.map(\.openTime)
                        let start = try #require(times.first)
                        #expect(times == times.indices.map { start + Int64($0) * 60_000 }, "\(symbol)")
                    }
                    try expectSound(try workplace.text(of: "sound"), as: monitor.lines)
                }
            }
            let log = try workplace.text(of: "state/wick/wick.log")
            for words in [
                "command no-such-command: cannot be started", "webhook http://127.0.0.1:1: 127.0.0.1:1 refused",
                "command head: it ended with exit code 0", "socket \(workplace.path)/nobody: cannot connect",
            ] {
                #expect(log.contains(words), "\(words)")
            }
            // What the command that never reads did not get is counted to the end.
            let last = try #require(log.split(separator: "\n").last { $0.contains("command sh") })
            #expect(last.contains("missed="))
            #expect(!last.contains("missed=0"))
        }

        /// The sound sink has what standard output has, but for what it says was missed at such speed.
        private func expectSound(_ sink: String, as output: [String]) throws {
            let lines = sink.split(separator: "\n").map(String.init)
            var rest = output[...]
            var isBehindGap = false
            for line in lines {
                if line.hasPrefix("{\"type\":\"missed\"") {
                    isBehindGap = true
                } else if isBehindGap {
                    let place = try #require(rest.firstIndex(of: line))
                    (rest, isBehindGap) = (rest[(place + 1)...], false)
                } else {
                    try #require(rest.popFirst() == line)
                }
            }
            #expect(lines.count > 1000)
        }
    }
}

import Foundation
import Testing
import WickMarket

extension EndToEnd {
    /// What the README's section on security promises, held to the built program.
    struct SecurityTests {
        /// Endpoints, headers and words without which no exchange takes an order, or tells of an account.
        private static let wordsOfOrders = [
            "/api/v3/order", "/fapi/v1/order", "/api/v3/account", "/fapi/v2/account", "X-MBX-APIKEY", "userDataStream",
            "newClientOrderId", "recvWindow=", "&signature=", "listenKey=", "apiSecret",
        ]

        @Test("the program holds no endpoint of orders or accounts, and no word for a key")
        func noOrders() throws {
            let binary = try Data(contentsOf: URL(filePath: Wick.path), options: .alwaysMapped)
            // It would find them: this one is there.
            #expect(binary.range(of: Data("It watches and reports; it places no orders.".utf8)) != nil)
            for word in Self.wordsOfOrders { #expect(binary.range(of: Data(word.utf8)) == nil, "\(word)") }
        }

        /// The compiler hides short texts in instructions, where no search of the binary finds them.
        @Test("nor does its source; and nothing but a webhook is ever posted")
        func noOrdersInSource() throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Sources")
            let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
            var posts: [String] = []
            for case let file as URL in files where file.pathExtension == "swift" {
                // What is put into the screen's mailbox goes nowhere else.
                let text = try String(contentsOf: file, encoding: .utf8).replacing(/mailbox\??\.post\(/, with: "")
                for word in Self.wordsOfOrders + ["apiKey", "api_key", "listenKey", "/order\"", "import Crypto"] {
                    #expect(!text.contains(word), "\(word) in \(file.lastPathComponent)")
                }
                if text.contains("loop.post(") || text.contains(".post(\n") { posts.append(file.lastPathComponent) }
                #expect(!text.contains("CURLOPT_SSL_VERIFYPEER, 0"))
            }
            #expect(posts == ["WebhookOutlet.swift"])
        }

        @Test("what a hostile exchange sends reaches neither terminal nor log as it is, and memory stays bounded")
        func hostileExchange() async throws {
            let workplace = try Workplace()
            let exchange = try HostileExchange()
            let port = exchange.server.port
            let file = try workplace.write(
                """
                exchange: binance
                symbols: [BTCUSDT]
                ws_base_url: ws://127.0.0.1:\(port)
                rest_base_url: http://127.0.0.1:\(port)
                reconnect_delay: 0.1
                max_reconnect_delay: 0.1
                logging: {level: trace}
                """, to: "live.yaml")
            for format in ["text", "jsonl"] {
                let start = exchange.opened
                try await Wick.with(["--headless", "--format", format, "--config", file], in: workplace) { monitor in
                    try await waitUntil(
                        "every kind of stream", within: .seconds(240),
                        situation: { "\(exchange.opened) streams\n\(try workplace.text(of: "state/wick/wick.log"))" }
                    ) { exchange.opened > start + HostileExchange.kinds }
                    let status = try String(contentsOfFile: "/proc/\(monitor.processID)/status", encoding: .utf8)
                    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
                    let kilobytes = peak?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? .max
                    #expect(kilobytes < 300_000)
                    monitor.send(SIGTERM)
                    let end = try await monitor.waitForEnd()
                    #expect(end == .exited(0))
                    let log = try workplace.text(of: "state/wick/wick.log")
                    for (name, text) in [
                        ("output", monitor.lines.joined(separator: "\n")), ("errors", monitor.errors), ("log", log),
                    ] {
                        let left = text.unicodeScalars.filter { $0.isDisruptive && $0 != "\n" }
                        #expect(left.isEmpty, "\(name): \(left.map(\.value))")
                        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 4_000 }, "\(name)")
                    }
                    #expect(log.contains("HACKED"), "what was said is told, without harm")
                }
            }
        }

        @Test(
            "on the screen neither: the terminal gets none of its bytes",
            .enabled(if: Tmux.isPresent, Comment(rawValue: Tmux.absence)))
        func hostileScreen() async throws {
            let workplace = try Workplace()
            let exchange = try HostileExchange()
            let port = exchange.server.port
            let file = try workplace.write(
                """
                exchange: binance
                symbols: [BTCUSDT]
                ws_base_url: ws://127.0.0.1:\(port)
                rest_base_url: http://127.0.0.1:\(port)
                reconnect_delay: 0.2
                max_reconnect_delay: 0.2
                """, to: "live.yaml")
            try await Tmux.with(columns: 120, rows: 40, in: workplace) { tmux in
                try await tmux.command("pipe-pane", "-o", "cat > \(workplace.path)/bytes")
                try await tmux.enter("wick --config \(file); ended")
                try await tmux.wait(for: "BTCUSDT", "HACKED")
                let start = exchange.opened
                try await waitUntil(
                    "every kind of stream", within: .seconds(240), situation: { "\(exchange.opened) streams" }
                ) {
                    exchange.opened > start + HostileExchange.kinds
                }
                try await tmux.press("q")
                try await tmux.wait(for: "ended 0")
                let bytes = try Data(contentsOf: URL(filePath: "\(workplace.path)/bytes"))
                for poison in ["\u{1B}]0;", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{07}"] {
                    #expect(bytes.range(of: Data(poison.utf8)) == nil)
                }
            }
        }
    }
}

import Glibc
import WickWebSocket

/// `wick-echo URL AGENT`: plays all cases of a server of the Autobahn test suite, which then writes its report.
///
/// Ends with 1 if the server cannot be had, 64 if it is called wrongly; how the cases went is the report's to say.
@main
struct WickEcho {
    static func main() async {
        guard CommandLine.arguments.count == 3 else { fail("usage: wick-echo ws://127.0.0.1:9001 AGENT", 64) }
        do {
            try await play(base: CommandLine.arguments[1], agent: CommandLine.arguments[2])
        } catch {
            fail("wick-echo: \(error)", 1)
        }
    }

    private static func play(base: String, agent: String) async throws {
        let client = try EchoClient()
        let start = ContinuousClock.now
        let answer = await client.visit(try WebSocketURL("\(base)/getCaseCount"), sendsBack: false)
        guard let count = answer.lastText.flatMap({ Int($0) }), (1...10_000).contains(count) else {
            fail("wick-echo: no number of cases from \(base): \(answer.trouble ?? answer.lastText ?? "nothing")", 1)
        }
        for number in 1...count {
            let url = try WebSocketURL("\(base)/runCase?case=\(number)&agent=\(agent)")
            let trouble = await client.visit(url, sendsBack: true).trouble
            if let trouble { print("case \(number) of the list: \(trouble)") }
        }
        _ = await client.visit(try WebSocketURL("\(base)/updateReports?agent=\(agent)"), sendsBack: false)
        print("wick-echo: \(count) cases in \(ContinuousClock.now - start)")
        client.loop.stop()
    }

    private static func fail(_ text: String, _ status: Int32) -> Never {
        let line = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)  // there is nowhere left to say that this failed
        exit(status)
    }
}

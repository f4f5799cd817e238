import Foundation
import Synchronization
import WickTestKit

@testable import WickWebSocket

/// An exchange that sends what could do harm to a terminal, a log, or memory: another kind of it on each connection.
final class HostileExchange: Sendable {
    /// What must never arrive anywhere as it is: a window's title, a cleared screen, text that is turned round.
    private static let poison = "\u{1B}]0;HACKED\u{07}\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{2028}HACKED"
    /// The same as JSON has it.
    private static let escaped = #"\u001b]0;HACKED\u0007\u001b[2J\u009b31m\u202e\u2066\u2028\r\nHACKED"#

    let server: TestServer
    private let count: Count

    private final class Count: Sendable {
        let streams = Atomic(0), requests = Atomic(0)
    }

    /// How many streams were opened: once more than ``kinds``, all kinds were sent.
    var opened: Int { count.streams.load(ordering: .relaxed) }

    init() throws {
        let count = Count()
        server = try TestServer { peer in
            while let head = peer.readRequest() {
                if let key = Self.key(in: head) {
                    Self.stream(peer, key, number: count.streams.add(1, ordering: .relaxed).oldValue)
                    return
                }
                let answers = Self.answers
                peer.write(answers[count.requests.add(1, ordering: .relaxed).oldValue % answers.count])
            }
        }
        self.count = count
    }

    private static func key(in head: String) -> HandshakeKey? {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("sec-websocket-key: ") }
        return line.flatMap { HandshakeKey(String($0.dropFirst("sec-websocket-key: ".count))) }
    }

    // MARK: Requests

    private static let answers: [String] = [
        reply("400 \(poison)", #"{"code":-1121,"msg":"\#(escaped)"}"#),
        reply("503 \(poison)", "<html><title>\(poison)</title>" + String(repeating: poison, count: 3000)),
        reply("200 OK", #"[["\#(escaped)",{},[],null,true,1e999,-1]]"#),
        reply("200 OK", String(repeating: "[", count: 200_000)),
        reply("404 \(poison)\r\nRetry-After: \(poison)", poison),
        reply("200 OK", #"{"serverTime":"\#(escaped)","symbols":[{"symbol":"\#(escaped)","status":[]}]}"#),
        reply("429 No\r\nRetry-After: 0", #"{"code":"\#(escaped)","msg":{"a":[]}}"#),
    ]

    private static func reply(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nX-Note: \(poison)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    // MARK: Streams

    /// How many kinds of streams there are.
    static var kinds: Int { frames.count + 2 }

    private static func stream(_ peer: Peer, _ key: HandshakeKey, number: Int) {
        let kind = number % kinds
        if kind == 0 {
            peer.write(reply("403 \(poison)", "<html>\(poison)</html>"))
        } else if kind == 1 {
            peer.write("HTTP/1.1 101 \(poison)\r\nUpgrade: \(poison)\r\nSec-WebSocket-Accept: \(poison)\r\n\r\n")
        } else {
            peer.write(ServerHandshake.acceptance(of: key, headers: [HTTPHeader(name: "Server", value: "x\u{9B}")]))
            for frame in frames[kind - 2] { peer.write(frame) }
        }
        // Closes with a reason of the same kind.
        peer.write(self.frame(0x88, [0x03, 0xE8] + Array(poison.utf8)))
    }

    private static let frames: [[[UInt8]]] = [
        [
            text(#"{"stream":"\#(escaped)","data":{}}"#), text(poison),
            text(#"{"error":{"code":1,"msg":"\#(escaped)"}}"#),
        ],
        [text(#"{"result":"\#(String(repeating: "\\u001b", count: 170_000))","id":1}"#)],
        [text(String(repeating: #"{"a":["#, count: 100_000))],
        wrongTypes.map(text),
        [frame(0x82, Array(poison.utf8)), frame(0x89, Array(poison.utf8))],
        [[0x81, 127, 0x7F, 255, 255, 255, 255, 255, 255, 255] + Array(poison.utf8)],
    ]

    /// A message of a candle, with something else in each field in turn.
    private static let wrongTypes: [String] = {
        let fields = [
            ("t", "1709510400000"), ("T", "1709510459999"), ("s", #""BTCUSDT""#), ("i", #""1m""#), ("o", #""1""#),
            ("c", #""1""#), ("h", #""1""#), ("l", #""1""#), ("v", #""1""#), ("n", "1"), ("x", "true"),
        ]
        let values = [
            #""\#(escaped)""#, "null", "{}", "[[[]]]", "-1e400", "99999999999999999999999", "\"NaN\"", "truе",
        ]
        return fields.indices.flatMap { wrong in
            values.map { value in
                let body = fields.indices.map { "\"\(fields[$0].0)\":\($0 == wrong ? value : fields[$0].1)" }
                let kline = "{\(body.joined(separator: ","))}"
                return #"{"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1,"s":"BTCUSDT","k":\#(kline)}}"#
            }
        }
    }()

    private static func text(_ text: String) -> [UInt8] { frame(0x81, Array(text.utf8)) }

    private static func frame(_ head: UInt8, _ payload: [UInt8]) -> [UInt8] {
        switch payload.count {
        case ..<126: return [head, UInt8(payload.count)] + payload
        case ..<65_536: return [head, 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
        default: return [head, 127] + (0..<8).reversed().map { UInt8(payload.count >> ($0 * 8) & 0xFF) } + payload
        }
    }
}

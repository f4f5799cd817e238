import Testing
import WickFeed

struct ControlReplyTests {
    @Test(
        "knows an acceptance in each shape",
        arguments: [
            (#"{"result":null,"id":1}"#, 1), (#"{"id":2,"result":null}"#, 2),
            (#"{"result":["btcusdt@kline_1m"],"id":3}"#, 3),
            (#"{"result":[],"id":3}"#, 3), (#"{"result":true,"id":6}"#, 6),
            (#"{"result":{"a":1},"id":6,"status":200}"#, 6),
            (#"{"result":null}"#, nil), (#"{"result":null,"id":null}"#, nil), (#"{"result":null,"id":"17"}"#, 17),
            (#"{"result":null,"id":"request-a"}"#, nil), (#"{"result":null,"id":1.5}"#, nil),
            (#"{"result":null,"id":-4}"#, -4),
            (#"{"result":null,"id":9223372036854775807}"#, 9_223_372_036_854_775_807),
            (#"{"result":null,"id":99999999999999999999}"#, nil), (#"{"result":null,"id":{}}"#, nil),
            (#"{"result":null,"error":null,"id":8}"#, 8),
        ] as [(String, Int?)])
    func accepted(text: String, id: Int?) throws {
        #expect(try decode(text) == .accepted(id: id))
    }

    @Test(
        "knows a refusal in each shape",
        arguments: [
            (#"{"code":0,"msg":"Unknown property","id":3}"#, 3, 0, "Unknown property"),
            (
                #"{"code":1,"msg":"Invalid value type: expected Boolean"}"#, nil, 1,
                "Invalid value type: expected Boolean"
            ),
            (
                #"{"code":2,"msg":"Invalid request: unknown variant","id":"4"}"#, 4, 2,
                "Invalid request: unknown variant"
            ),
            (
                #"{"code":3,"msg":"Invalid JSON: expected value at line 1 column 2","id":null}"#, nil, 3,
                "Invalid JSON: expected value at line 1 column 2"
            ),
            (#"{"error":{"code":4,"msg":"Too many subscriptions"},"id":19}"#, 19, 4, "Too many subscriptions"),
            (#"{"id":19,"error":{"msg":"Too many","code":"4","id":7}}"#, 19, 4, "Too many"),
            (
                #"{"error":{"code":-1003,"msg":"IP banned until 1709510460004","id":7}}"#, 7, -1003,
                "IP banned until 1709510460004"
            ),
            (#"{"error":"bad stream","code":5}"#, nil, 5, "bad stream"),
            (#"{"error":[]}"#, nil, nil, "no reason given"),
            (#"{"result":null,"error":{"code":1},"id":2}"#, 2, 1, "no reason given"),
            (#"{"code":2}"#, nil, 2, "no reason given"),
            (#"{"msg":"gone"}"#, nil, nil, "gone"), (#"{"msg":7,"code":1.5}"#, nil, nil, "no reason given"),
            (#"{"code":2,"msg":"a\u001b[31mred\r\n\tline\u202e\u0000 ends"}"#, nil, 2, "a [31mred line ends"),
            (#"{"code":2,"msg":"\u5e01\ud83d\ude00 \"x\" \\ \/"}"#, nil, 2, #"币😀 "x" \ /"#),
        ] as [(String, Int?, Int?, String)])
    func refused(text: String, id: Int?, code: Int?, message: String) throws {
        #expect(try decode(text) == .refused(id: id, code: code, message: message))
    }

    @Test("cuts a long refusal to 200 characters", arguments: ["x", "币", "e\u{301}\u{302}\u{303}"])
    func cutsLongText(letter: String) throws {
        let long = String(repeating: letter, count: 100_000)
        guard case .refused(_, _, let message) = try decode(#"{"code":2,"msg":"\#(long)"}"#) else {
            Issue.record("not a refusal")
            return
        }
        #expect(message.count <= 200)
        #expect(message.utf8.count <= 806)  // 800 bytes, a character cut in two, and the ellipsis
        #expect(message.hasSuffix("…"))
    }
}

import Testing
import WickBinance
import WickFeed
import WickWebSocket

struct FailureTests {
    private static func json(_ code: Int, _ text: String) -> String { #"{"code":\#(code),"msg":"\#(text)"}"# }

    @Test(
        "knows what follows from each status and code",
        arguments: [
            (400, json(-1121, "Invalid symbol."), .unknownSymbol, -1121, "Invalid symbol."),
            (400, json(-1120, "Invalid interval."), .invalidRequest, -1120, "Invalid interval."),
            (400, json(-1100, "Illegal characters"), .invalidRequest, -1100, "Illegal characters"),
            (400, json(-1122, "Invalid symbolStatus."), .invalidRequest, -1122, "Invalid symbolStatus."),
            (
                400, json(-1003, "Too many requests."), .rateLimited(retryAfter: .seconds(60)), -1003,
                "Too many requests."
            ),
            (
                400, json(-1003, "Way too much; IP banned until 1709510460004."), .banned(retryAfter: .seconds(120)),
                -1003,
                "Way too much; IP banned until 1709510460004."
            ),
            (
                400, json(-1034, "Too many connections"), .rateLimited(retryAfter: .seconds(60)), -1034,
                "Too many connections"
            ),
            (400, json(-1007, "Timeout"), .serverSide, -1007, "Timeout"),
            (400, json(-1016, "Shutting down"), .serverSide, -1016, "Shutting down"),
            (400, "", .invalidRequest, nil, "the answer is empty"),
            (404, "not found", .invalidRequest, nil, "not found"),
            (
                403, "<html><body>blocked</body></html>", .forbidden, nil,
                "the answer is a web page, as proxies and firewalls send it"
            ),
            (408, "", .serverSide, nil, "the answer is empty"), (500, "", .serverSide, nil, "the answer is empty"),
            (502, " \n<!DOCTYPE html>", .serverSide, nil, "the answer is a web page, as proxies and firewalls send it"),
            (503, json(-1008, "Busy"), .serverSide, -1008, "Busy"),
            (504, json(-1121, ""), .serverSide, -1121, "no reason given"),
            (529, "", .serverSide, nil, "the answer is empty"), (0, "", .serverSide, nil, "the answer is empty"),
            (200, "[]", .malformed, nil, "[]"), (302, "", .malformed, nil, "the answer is empty"),
            (
                429, json(-1003, "Too many requests."), .rateLimited(retryAfter: .seconds(60)), -1003,
                "Too many requests."
            ),
            (
                418, json(-1003, "IP banned until 1709510460004."), .banned(retryAfter: .seconds(120)), -1003,
                "IP banned until 1709510460004."
            ),
            (400, #"{"msg":"only words"}"#, .invalidRequest, nil, "only words"),
            (400, #"{"code":"x"}"#, .invalidRequest, nil, #"{"code":"x"}"#),
            (400, #"{"code":-1121,"msg":"a\u0007b\n\nc"}"#, .unknownSymbol, -1121, "a b c"),
        ] as [(Int, String, ExchangeFailure.Kind, Int?, String)])
    func knows(status: Int, body: String, kind: ExchangeFailure.Kind, code: Int?, message: String) throws {
        let failure = try BinanceExchange(venue: .binance)
            .failure(of: HTTPResponse(status: status, body: Array(body.utf8)))
        #expect(failure == ExchangeFailure(kind: kind, status: status, code: code, message: message))
    }

    @Test(
        "obeys Retry-After in seconds, within reason",
        arguments: [
            ("7", 7), ("0", 1), ("259200", 259_200), ("259201", 259_200), ("99999999999999999999", 259_200), ("", nil),
            ("-5", nil),
            ("1.5", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil), ("+3", nil), ("٣", nil),
        ] as [(String, Int?)])
    func obeysRetryAfter(text: String, seconds: Int?) throws {
        let exchange = try BinanceExchange(venue: .binance)
        func kind(_ status: Int) -> ExchangeFailure.Kind {
            let header = HTTPHeader(name: "retry-after", value: text)
            return exchange.failure(of: HTTPResponse(status: status, headers: [header])).kind
        }
        #expect(kind(429) == .rateLimited(retryAfter: .seconds(seconds ?? 60)))
        #expect(kind(418) == .banned(retryAfter: .seconds(seconds ?? 120)))
    }

    @Test(
        "names the way out where the location is refused",
        arguments: [
            (BinanceVenue.binance, "exchange: binance_us"), (.binanceUSDM, "exchange: binance_us"),
            (.binanceUS, "exchange: binance,"),
        ])
    func namesRemedy(venue: BinanceVenue, remedy: String) throws {
        let body = Self.json(0, "Service unavailable from a restricted location according to 'b. Eligibility'")
        let failure = try BinanceExchange(venue: venue).failure(of: HTTPResponse(status: 451, body: Array(body.utf8)))
        #expect(failure.kind == .locationRefused)
        #expect(failure.message.hasPrefix("Service unavailable from a restricted location"))
        #expect(failure.message.contains(remedy))
        #expect(failure.message.contains("another base URL"))
    }

    @Test("bounds what it keeps of a body", arguments: ["a", "币", #"{"code":1,"msg":""#])
    func boundsText(part: String) throws {
        let body = Array(String(repeating: part, count: 200_000).utf8)
        let failure = try BinanceExchange(venue: .binance).failure(of: HTTPResponse(status: 400, body: body))
        #expect(failure.message.count <= 200)
        #expect(failure.kind == .invalidRequest)
    }
}

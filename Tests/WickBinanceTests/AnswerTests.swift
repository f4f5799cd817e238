import Foundation
import Testing
import WickFeed
import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickBinance

struct AnswerTests {
    private let exchange: BinanceExchange
    private let key: SeriesKey

    init() throws {
        exchange = try BinanceExchange(venue: .binance)
        key = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute)
    }

    private func answer(_ body: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: Array(body.utf8))
    }

    private static let row =
        #"[1588636800000,"8871.92000000","8888.00000000","8870.5","8887.62000000","47.66737000",1588636859999,"#
        + #""423305.63773405",617,"25.94719700","230410.46415390","0"]"#

    @Test(
        "reads a row in the order open, high, low, close",
        arguments: [
            row, row.replacing("\"8871.92000000\"", with: "8871.92").replacing("\"47.66737000\"", with: "4.766737e1"),
            row.replacing("1588636800000", with: "1588636800000000").replacing(
                "1588636859999", with: "1588636859999999"),
            row.replacing(#","25.94719700","230410.46415390","0""#, with: ""),
        ])
    func readsRow(row: String) throws {
        let expected = RESTCandle(
            candle: Candle(
                openTime: Timestamp(milliseconds: 1_588_636_800_000), open: 8871.92, high: 8888, low: 8870.5,
                close: 8887.62, volume: 47.66737, trades: 617),
            closeTime: Timestamp(milliseconds: 1_588_636_859_999))
        #expect(try exchange.candles(from: answer("[\(row)]"), of: key) == [expected])
    }

    @Test("reads no rows as no candles")
    func readsNothing() throws {
        #expect(try exchange.candles(from: answer("[]"), of: key) == [])
    }

    @Test(
        "says what in an answer cannot be read, and where",
        arguments: [
            ("{}", "the answer with the candles of BTCUSDT 1m cannot be read"), ("[[]]", "at 0"), ("[1]", "at 0"),
            ("[\(row),\(row.replacing("8888.00000000", with: "8,888"))]", "at 1.2: '8,888' is not a decimal"),
            ("[\(row.replacing("1588636800000", with: "\"x\""))]", "at 0.0"),
            ("[\(row.replacing("617", with: "null"))]", "at 0.8"),
            ("[\(row),\(row)]", "the candles of BTCUSDT 1m are not in order of open time"),
            ("[\(row)", "cannot be read"), ("<html>", "cannot be read"), ("", "cannot be read"),
        ])
    func saysWhatIsWrong(body: String, words: String) throws {
        do {
            _ = try exchange.candles(from: answer(body), of: key)
            Issue.record("taken: \(body)")
        } catch {
            #expect(error.kind == .malformed)
            #expect(error.status == 200)
            #expect(error.message.contains(words), "\(error.message)")
        }
    }

    @Test("finds an error of the exchange behind another status, or behind 200")
    func findsErrors() throws {
        let body = #"{"code":-1121,"msg":"Invalid symbol."}"#
        for status in [200, 400] {
            let expected = ExchangeFailure(
                kind: .unknownSymbol, status: status, code: -1121, message: "Invalid symbol.")
            #expect(throws: expected) { try exchange.candles(from: answer(body, status: status), of: key) }
            #expect(throws: expected) { try exchange.instruments(from: answer(body, status: status)) }
            #expect(throws: expected) { try exchange.serverTime(from: answer(body, status: status)) }
        }
    }

    @Test("reads the server's time")
    func readsTime() throws {
        #expect(
            try exchange.serverTime(from: answer(#"{"serverTime":1499827319559}"#)).milliseconds == 1_499_827_319_559)
        #expect(throws: ExchangeFailure.self) { try exchange.serverTime(from: answer(#"{"serverTime":"now"}"#)) }
    }

    @Test(
        "reads the weight that is used up",
        arguments: [
            ([HTTPHeader(name: "x-mbx-used-weight-1m", value: "1187")], 1187), ([], nil),
            ([HTTPHeader(name: "X-MBX-USED-WEIGHT-1M", value: "-1")], nil),
            ([HTTPHeader(name: "X-MBX-USED-WEIGHT-1M", value: "many")], nil),
            ([HTTPHeader(name: "X-MBX-USED-WEIGHT-1M", value: "99999999999999999999")], nil),
        ] as [([HTTPHeader], Int?)])
    func readsWeight(headers: [HTTPHeader], weight: Int?) {
        #expect(exchange.usedWeight(in: HTTPResponse(status: 200, headers: headers)) == weight)
    }

    private func listing(status: String = "TRADING", filters: String) throws -> Instrument? {
        let body = #"{"symbols":[{"symbol":"BTCUSDT","status":"\#(status)","baseAsset":"BTC","quoteAsset":"USDT","#
        return try exchange.instruments(from: answer(body + #""filters":[\#(filters)]}]}"#)).first
    }

    @Test(
        "reads the rules from the filters; zero disables one",
        arguments: [
            ("", InstrumentRules()),
            (
                #"{"filterType":"PRICE_FILTER","minPrice":"0.01","maxPrice":"1000000.00","tickSize":"0.01000000"}"#,
                InstrumentRules(tickSize: 0.01)
            ),
            (#"{"filterType":"PRICE_FILTER","tickSize":"0.00000000"}"#, InstrumentRules()),
            (
                #"{"filterType":"LOT_SIZE","minQty":"0.00001","maxQty":"9000","stepSize":"0.00001"}"#,
                InstrumentRules(stepSize: 0.00001, minSize: 0.00001)
            ),
            (#"{"filterType":"MARKET_LOT_SIZE","minQty":"5","maxQty":"9000","stepSize":"5"}"#, InstrumentRules()),
            (
                #"{"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true}"#,
                InstrumentRules(minNotional: 5)
            ),
            (
                #"{"filterType":"MIN_NOTIONAL","minNotional":"10","applyToMarket":true,"avgPriceMins":5}"#,
                InstrumentRules(minNotional: 10)
            ),
            (#"{"filterType":"MIN_NOTIONAL","notional":"5"}"#, InstrumentRules(minNotional: 5)),
            (
                #"{"notional":5,"filterType":"MIN_NOTIONAL"},{"filterType":"T_SOMETHING_NEW","tickSize":{}}"#,
                InstrumentRules(minNotional: 5)
            ),
            (
                #"{"filterType":"NOTIONAL","minNotional":"0.00"},{"filterType":"MIN_NOTIONAL","minNotional":"7"}"#,
                InstrumentRules(minNotional: 7)
            ),
        ])
    func readsRules(filters: String, rules: InstrumentRules) throws {
        #expect(try listing(filters: filters)?.rules == rules)
    }

    @Test("refuses a rule that is no number")
    func refusesRule() throws {
        #expect(throws: ExchangeFailure.self) {
            try listing(filters: #"{"filterType":"PRICE_FILTER","tickSize":"small"}"#)
        }
    }

    @Test(
        "tells whether candles are to be had, and keeps the exchange's word",
        arguments: [
            ("TRADING", .trading), ("HALT", .halted("HALT")), ("END_OF_DAY", .halted("END_OF_DAY")),
            ("AUCTION_MATCH", .halted("AUCTION_MATCH")), ("PRE_TRADING", .halted("PRE_TRADING")),
            ("BREAK", .unavailable("BREAK")), ("CANCEL_ONLY", .unavailable("CANCEL_ONLY")),
            ("PENDING_TRADING", .unavailable("PENDING_TRADING")), ("SETTLING", .halted("SETTLING")),
            ("CLOSE", .unavailable("CLOSE")), (#"NEW\u001b[2J_WORD"#, .halted("NEW [2J_WORD")),
        ] as [(String, InstrumentStatus)])
    func readsStatus(word: String, status: InstrumentStatus) throws {
        #expect(try listing(status: word, filters: "")?.status == status)
    }

    @Test("leaves out symbols that nobody can name, and tolerates missing parts")
    func leavesOut() throws {
        let body = #"{"symbols":[{"symbol":"A B","status":"TRADING"},{"symbol":"ETHBTC","status":"TRADING"}]}"#
        let expected = Instrument(
            symbol: try Symbol("ETHBTC"), status: .trading, baseAsset: "", quoteAsset: "", rules: InstrumentRules())
        #expect(try exchange.instruments(from: answer(body)) == [expected])
    }
}

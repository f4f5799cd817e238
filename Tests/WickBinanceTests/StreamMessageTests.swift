import Testing
import WickFeed
import WickMarket
import WickTestKit

@testable import WickBinance

struct StreamMessageTests {
    private static let inner =
        #""t":1709510400000,"T":1709510459999,"s":"BTCUSDT","i":"1m","f":1,"L":9,"o":"62000.10","c":"62010.50","#
        + #""h":"62020.00","l":"61990.25","v":"12.5","n":9,"x":true,"q":"1","V":"1","Q":"1","B":"0""#

    private static func message(_ inner: String, symbol: String = "BTCUSDT") -> String {
        #"{"e":"kline","E":1709510460004,"s":"\#(symbol)","k":{\#(inner)}}"#
    }

    private static let update = CandleUpdate(
        series: 0,
        candle: Candle(
            openTime: CandleMaker.start, open: 62000.1, high: 62020, low: 61990.25, close: 62010.5, volume: 12.5,
            trades: 9),
        closeTime: Timestamp(milliseconds: 1_709_510_459_999),
        exchangeTime: Timestamp(milliseconds: 1_709_510_460_004), isClosed: true)

    @Test(
        "reads a candle however its JSON is written",
        arguments: [
            message(inner),
            #"{"stream":"btcusdt@kline_1m","data":\#(message(inner))}"#,
            #"{"data":\#(message(inner)),"stream":"btcusdt@kline_1m"}"#,
            " \r\n\t" + message(inner).replacing(",", with: " ,\n ").replacing(":", with: " : ") + "\n",
            #"{"k":{\#(inner)},"s":"BTCUSDT","E":1709510460004,"e":"kline"}"#,
            message(
                inner + #","z":{"a":[1,-2.5e+3,null,{"b":[]}],"t":5}"#
                    + #","long":"\#(String(repeating: "x", count: 3000))""#),
            message(inner).dropLast() + #","st":1,"ps":"BTCUSDT"}"#,
            message(inner).replacing("BTCUSDT", with: #"\u0042TCUSD\u0054"#),
            message(inner).replacing(#""o""#, with: #""\u006f""#).replacing("62000.10", with: #"62000\u002e10"#),
            message(inner + #","o":"1","t":7,"x":false"#),
            message(inner).replacing(#""f":1,"L":9"#, with: #""f":-1,"L":-1"#),
            message(inner).replacing(#""f":1,"L":9,"#, with: ""),
            message(inner).replacing(#""B":"0""#, with: #""B":{}"#),
            message(inner).replacing("1709510400000", with: "1709510400000000")
                .replacing("1709510459999", with: "1709510459999999").replacing(
                    "1709510460004", with: "1709510460004321"),
        ])
    func readsAnyForm(text: String) throws {
        #expect(try decode(text) == .candle(Self.update))
        #expect(decodeGenerally(Array(text.utf8)) == .candle(Self.update))
    }

    @Test(
        "reads generated candles as JSONDecoder does, bit for bit, damaged or not", arguments: 0..<10 as Range<UInt64>)
    func readsGenerated(seed: UInt64) throws {
        var maker = MessageMaker(random: SeededRandom(seed: seed))
        var damage = Damage(random: SeededRandom(seed: ~seed))
        for _ in 0..<100 {
            let message = maker.candle()
            guard case .candle = try decode(message) else {
                Issue.record("not taken: \(String(decoding: message, as: UTF8.self))")
                continue
            }
            #expect(message.withUnsafeBytes { KlineFastPath.scan($0) != nil })
            try expectAgreement(with: message)
            try expectAgreement(with: damage.applied(to: message))
        }
    }

    @Test("finds a symbol beyond ASCII")
    func findsUnicodeSymbol() throws {
        let text = Self.message(Self.inner, symbol: "币安人生USDT").replacing("BTCUSDT", with: "币安人生USDT")
        var expected = Self.update
        expected.series = 13
        #expect(try decode(text) == .candle(expected))
    }

    @Test(
        "says of a series that is not in the table that it is unknown",
        arguments: [
            message(inner).replacing("BTCUSDT", with: "XYZUSDT"), message(inner).replacing("1m", with: "1M"),
            message(inner).replacing("BTCUSDT", with: String(repeating: "A", count: 5000)),
            message(inner).replacing("1m", with: ""), message(inner).replacing("BTCUSDT", with: ""),
        ])
    func unknownSeries(text: String) throws {
        #expect(try decode(text) == .unknownSeries)
    }

    @Test("does not find a series that was removed")
    func removedSeries() throws {
        var table = recordedTable
        table.remove(SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute))
        #expect(try decode(Array(Self.message(Self.inner).utf8), in: table) == .unknownSeries)
    }

    @Test(
        "refuses a candle that lacks or mistypes what makes it one",
        arguments: [
            (#""t":1709510400000,"#, "", "t is not an integer"), ("1709510400000", "1.5", "t is not an integer"),
            ("1709510400000", "1709510400000.0", "t is not an integer"),
            ("1709510400000", "1e12", "t is not an integer"),
            ("1709510400000", "99999999999999999999", "t is not an integer"),
            ("1709510400000", #""1709510400000""#, "t is not an integer"),
            ("1709510459999", "1709510400000", "the candle ends before it begins"),
            (#""T""#, #""D""#, "T is not an integer"), (#""E":1709510460004,"#, "", "E is not an integer"),
            (#""s":"BTCUSDT","k""#, #""k""#, "s is not a string"),
            (#""s":"BTCUSDT","i""#, #""i""#, "s is not a string"),
            (#""s":"BTCUSDT","i""#, #""s":"BTCUSDC","i""#, "the candle's symbol is not the message's"),
            (#""i":"1m","#, "", "i is not a string"), (#""1m""#, "1", "i is not a string"),
            (#""62000.10""#, "62000.10", "o is not a string"), (#""62000.10""#, "null", "o is not a string"),
            ("62000.10", "", "not a decimal"), ("62010.50", "1,5", "not a decimal"),
            ("62020.00", "NaN", "not a decimal"),
            ("61990.25", "inf", "not a decimal"), ("12.5", " 1", "not a decimal"), ("12.5", "1e999", "not a decimal"),
            ("12.5", String(repeating: "1", count: 65), "not a decimal"), ("12.5", "0x1p3", "not a decimal"),
            (#""n":9,"#, "", "n is not an integer"), ("true", "1", "x is not a boolean"),
            (#","x":true"#, "", "x is not a boolean"),
        ])
    func refuses(part: String, instead: String, what: String) throws {
        let text = Self.message(Self.inner).replacing(part, with: instead, maxReplacements: 1)
        guard case .malformed(let reason, _) = try decode(text) else {
            Issue.record("taken: \(text)")
            return
        }
        #expect(reason.description == what)
        #expect(try decode(text) == decodeGenerally(Array(text.utf8)))
    }

    @Test(
        "says where text is not JSON",
        arguments: [
            ("", "a value expected", 0), ("  ", "a value expected", 2), ("{", "a key expected", 1),
            ("}", "a value expected", 0),
            (#"{"a":1,}"#, "a key expected", 7), (#"{"a":1]"#, "',' or '}' expected", 6),
            (#"{"a" 1}"#, "':' expected", 5),
            ("[1 2]", "',' or ']' expected", 3), ("[1,]", "a value expected", 3), ("nul", "a value expected", 0),
            ("01", "a broken number", 2), ("-", "a broken number", 1), ("1.", "a broken number", 2),
            ("1e", "a broken number", 2),
            ("1 2", "text behind the value", 2), (#""abc"#, "a string without end", 4),
            (#""\x""#, "a broken escape", 1),
            (#""\ud83d""#, "a broken escape", 1), (#""\ude00\ud83d""#, "a broken escape", 1),
            (#""\u12""#, "a broken escape", 1),
            ("\"\u{1}\"", "a control character in a string", 1), ("+1", "a value expected", 0),
            ("NaN", "a value expected", 0),
            (String(repeating: "[", count: 100), "nested too deep", 32),
            (String(repeating: #"{"a":"#, count: 100_000), "nested too deep", 160),
        ])
    func locatesFlaws(text: String, what: StaticString, offset: Int) throws {
        #expect(try decode(text) == .malformed(what, at: offset))
    }

    @Test(
        "refuses strings that are not UTF-8",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0xB8],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
        ] as [[UInt8]])
    func refusesBrokenUTF8(bytes: [UInt8]) throws {
        #expect(try decode([0x22] + bytes + [0x22]) == .malformed("not UTF-8", at: 1))
        #expect(try decode([0x22, 0x61] + bytes) == .malformed("not UTF-8", at: 2))
    }

    @Test(
        "ignores what is of no interest",
        arguments: [
            "[]", "[[1,2],{\"e\":\"kline\"}]", "null", "17", "\"text\"", "{}", #"{"id":1}"#,
            #"{"stream":"x","data":[]}"#,
            #"{"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker"}]}"#, #"{"stream":"a"}"#, #"{"data":{}}"#,
            #"{"stream":"btcusdt@depth5","data":{"lastUpdateId":1,"bids":[],"asks":[]}}"#,
            #"{"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000","a":"25.36520000","A":"40.66000000"}"#,
            #"{"e":"continuous_kline","E":1,"ps":"BTCUSDT","ct":"PERPETUAL","k":{"t":1}}"#,
            #"{"e":"trade","E":1709510460004,"s":"BTCUSDT","t":12345,"p":"1","q":"2","T":1,"m":true,"M":true}"#,
        ])
    func ignores(text: String) throws {
        #expect(try decode(text) == .ignored)
    }

    @Test(
        "hears the announcement of a shutdown, raw and wrapped",
        arguments: [
            #"{"e":"serverShutdown","E":1779182221000}"#, #"{"E":1779182221000,"e":"serverShutdown"}"#,
            #"{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1779182221000}}"#,
            #"{"stream":"!serverShutdown","data":{}}"#, #"{"stream":"x","data":{"e":"serverShutdown"}}"#,
        ])
    func hearsShutdown(text: String) throws {
        #expect(try decode(text) == .shutdownAnnounced)
    }
}

import Foundation
import Testing
import WickBinance
import WickFeed
import WickMarket

struct BinanceExchangeTests {
    private let bitcoin: SeriesKey
    private let unicode: SeriesKey

    init() throws {
        bitcoin = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute)
        unicode = SeriesKey(symbol: try Symbol("币安人生ÉUSDT"), timeframe: .fourHours)
    }

    @Test(
        "each venue has its own addresses and limits",
        arguments: [
            (
                BinanceVenue.binance, "wss://stream.binance.com:9443/stream", "https://api.binance.com/api/v3/time",
                6000, 1024, 5, 1000
            ),
            (
                .binanceUS, "wss://stream.binance.us:9443/stream", "https://api.binance.us/api/v3/time", 1200, 1024, 5,
                1000
            ),
            (
                .binanceUSDM, "wss://fstream.binance.com/market/stream", "https://fapi.binance.com/fapi/v1/time", 2400,
                200, 10, 1500
            ),
        ])
    func venues(
        venue: BinanceVenue, stream: String, time: String, weight: Int, streams: Int, messages: Int, candles: Int
    ) throws {
        let exchange = try BinanceExchange(venue: venue)
        #expect(exchange.streamURL == stream)
        #expect(exchange.serverTimeRequest() == RESTRequest(url: time, weight: 1))
        #expect(
            exchange.limits
                == VenueLimits(
                    streamsPerConnection: streams, messagesPerSecond: messages, namesPerRequest: 100,
                    candlesPerRequest: candles, weightPerMinute: weight))
        #expect(exchange.timeframes.contains(.oneSecond) == (venue == .binance))
        #expect(exchange.timeframes.map(\.milliseconds) == exchange.timeframes.map(\.milliseconds).sorted())
        #expect(exchange.timeframes.count == (venue == .binance ? 13 : 12))
    }

    @Test("is known in the configuration by these names")
    func names() throws {
        let exchanges = try BinanceVenue.allCases.map { try BinanceExchange(venue: $0) }
        #expect(exchanges.map(\.name) == ["binance", "binance_us", "binance_usdm"])
        #expect(exchanges.map(\.title) == ["Binance", "Binance.US", "Binance USD-M Futures"])
    }

    @Test(
        "takes base URLs with and without what people copy along",
        arguments: [
            (BinanceVenue.binance, "ws://127.0.0.1:8080", "ws://127.0.0.1:8080/stream"),
            (.binance, "ws://127.0.0.1:8080/", "ws://127.0.0.1:8080/stream"),
            (.binance, "WSS://data-stream.binance.vision/ws", "wss://data-stream.binance.vision/stream"),
            (.binance, "wss://host/stream/", "wss://host/stream"),
            (.binance, "wss://host/a/b//", "wss://host/a/b/stream"),
            (.binance, "wss://stream", "wss://stream/stream"), (.binance, "ws://[::1]:80/ws", "ws://[::1]:80/stream"),
            (.binanceUSDM, "wss://fstream.binancefuture.com", "wss://fstream.binancefuture.com/market/stream"),
            (.binanceUSDM, "wss://host/stream", "wss://host/market/stream"),
            (.binanceUSDM, "wss://host/market/stream", "wss://host/market/stream"),
            (.binanceUSDM, "ws://localhost:9/own/", "ws://localhost:9/own/stream"),
        ])
    func streamOverrides(venue: BinanceVenue, base: String, url: String) throws {
        #expect(try BinanceExchange(venue: venue, streamBaseURL: base).streamURL == url)
    }

    @Test(
        "takes a REST base URL with and without the interface's folder",
        arguments: [
            "http://127.0.0.1:8080", "http://127.0.0.1:8080/", "HTTP://127.0.0.1:8080/api/v3/",
        ])
    func restOverrides(base: String) throws {
        let exchange = try BinanceExchange(venue: .binance, restBaseURL: base)
        #expect(exchange.serverTimeRequest().url == "http://127.0.0.1:8080/api/v3/time")
    }

    @Test(
        "refuses base URLs that cannot be meant, and says what is right",
        arguments: [
            ("", "does not start with ws:// or wss://"), ("stream.binance.com", "does not start with ws:// or wss://"),
            ("https://stream.binance.com", "does not start with ws:// or wss://"),
            ("ws:/host", "does not start with ws:// or wss://"),
            ("ws://", "has no host, or a port that is not 1 to 65535"),
            ("ws:///ws", "has no host, or a port that is not 1 to 65535"),
            ("ws://:80", "has no host, or a port that is not 1 to 65535"),
            ("ws://host:0", "has no host, or a port that is not 1 to 65535"),
            ("ws://host:65536", "has no host, or a port that is not 1 to 65535"),
            ("ws://host:", "has no host, or a port that is not 1 to 65535"),
            ("ws://host:8x", "has no host, or a port that is not 1 to 65535"),
            ("ws://[::1", "has no host, or a port that is not 1 to 65535"),
            ("ws://[]:1", "has no host, or a port that is not 1 to 65535"),
            ("ws://[::1]x", "has no host, or a port that is not 1 to 65535"),
            ("ws://user:word@host", "holds a character that has no place in it"),
            ("ws://host?a=b", "holds a character that has no place in it"),
            ("ws://host/#x", "holds a character that has no place in it"),
            ("ws://ho st", "holds a blank, a control character or a letter beyond ASCII"),
            ("ws://host\r\nX: y", "holds a blank, a control character or a letter beyond ASCII"),
            ("ws://höst", "holds a blank, a control character or a letter beyond ASCII"),
            ("ws://" + String(repeating: "a", count: 600), "is longer than 512 bytes"),
        ])
    func refusesBaseURL(base: String, reason: String) throws {
        let expected = BinanceError.malformedBaseURL(base, reason: reason, example: "wss://stream.binance.com:9443")
        #expect(throws: expected) { try BinanceExchange(venue: .binance, streamBaseURL: base) }
        #expect(expected.description.contains("wss://stream.binance.com:9443"))
        #expect(!expected.description.contains("\n"))
    }

    @Test(
        "refuses a REST base URL of another scheme",
        arguments: ["ws://host", "ftp://host", "api.binance.com", "http://"])
    func refusesRESTBaseURL(base: String) {
        #expect(throws: BinanceError.self) { try BinanceExchange(venue: .binance, restBaseURL: base) }
    }

    @Test("words subscriptions with lower-case symbols, as JSON")
    func subscriptions() throws {
        let exchange = try BinanceExchange(venue: .binance)
        let subscribe = exchange.subscribeMessage([bitcoin, unicode], id: 7)
        #expect(
            String(decoding: subscribe, as: UTF8.self)
                == #"{"method":"SUBSCRIBE","params":["btcusdt@kline_1m","币安人生éusdt@kline_4h"],"id":7}"#)
        #expect(
            String(decoding: exchange.unsubscribeMessage([bitcoin], id: 8), as: UTF8.self)
                == #"{"method":"UNSUBSCRIBE","params":["btcusdt@kline_1m"],"id":8}"#)
        _ = try JSONSerialization.jsonObject(with: Data(subscribe))
    }

    @Test("a full subscription of the longest names stays below 8,000 bytes")
    func subscriptionSize() throws {
        let exchange = try BinanceExchange(venue: .binance)
        let keys = try (100..<200).map {
            SeriesKey(symbol: try Symbol("\($0)\(String(repeating: "A", count: 29))"), timeframe: .fifteenMinutes)
        }
        #expect(exchange.subscribeMessage(keys, id: .max).count < 8000)
    }

    @Test("words candle requests")
    func candleRequests() throws {
        let exchange = try BinanceExchange(venue: .binance)
        let (from, to) = (Timestamp(milliseconds: 1_709_510_400_000), Timestamp(milliseconds: 1_709_510_520_000))
        let base = "https://api.binance.com/api/v3/klines?symbol="
        #expect(
            exchange.candlesRequest(bitcoin, from: from, to: to, limit: 500)
                == RESTRequest(
                    url: base + "BTCUSDT&interval=1m&startTime=1709510400000&endTime=1709510520000&limit=500", weight: 2
                ))
        #expect(
            exchange.candlesRequest(bitcoin, from: nil, to: to, limit: 0).url
                == base + "BTCUSDT&interval=1m&endTime=1709510520000&limit=1")
        #expect(
            exchange.candlesRequest(unicode, from: nil, to: nil, limit: 9999).url
                == base + "%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9F%C3%89USDT&interval=4h&limit=1000")
    }

    @Test(
        "states the weight of candle requests",
        arguments: [
            (BinanceVenue.binance, 1, 2), (.binance, 1000, 2), (.binanceUS, 1000, 1), (.binanceUSDM, 99, 1),
            (.binanceUSDM, 100, 2), (.binanceUSDM, 499, 2), (.binanceUSDM, 500, 5), (.binanceUSDM, 1000, 5),
            (.binanceUSDM, 1001, 10), (.binanceUSDM, 1500, 10), (.binanceUSDM, 5000, 10),
        ])
    func weights(venue: BinanceVenue, limit: Int, weight: Int) throws {
        let exchange = try BinanceExchange(venue: venue)
        #expect(exchange.candlesRequest(bitcoin, from: nil, to: nil, limit: limit).weight == weight)
    }

    @Test("asks for few symbols by name, for many or on USD-M for all")
    func instrumentRequests() throws {
        let symbols = [bitcoin.symbol, unicode.symbol]
        let many = try (0..<51).map { try Symbol("S\($0)") }
        let spot = try BinanceExchange(venue: .binance)
        let base = "https://api.binance.com/api/v3/exchangeInfo"
        #expect(
            spot.instrumentsRequest(symbols)
                == RESTRequest(
                    url: base + "?symbols=%5B%22BTCUSDT%22%2C%22%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9F%C3%89USDT%22%5D",
                    weight: 20))
        #expect(spot.instrumentsRequest(Array(many.dropLast())).url.count < 1000)
        #expect(spot.instrumentsRequest(many) == RESTRequest(url: base, weight: 20))
        #expect(spot.instrumentsRequest([]) == RESTRequest(url: base, weight: 20))
        #expect(try BinanceExchange(venue: .binanceUS).instrumentsRequest(symbols).weight == 10)
        #expect(
            try BinanceExchange(venue: .binanceUSDM).instrumentsRequest(symbols)
                == RESTRequest(url: "https://fapi.binance.com/fapi/v1/exchangeInfo", weight: 1))
    }
}

import Testing

@testable import WickSimulator

struct KlineTextTests {
    private static let push = KlinePush(
        eventTime: 1_633_998_300_005,
        kline: Kline(
            openTime: 1_633_998_240_000, closeTime: 1_633_998_299_999, open: 13.7212, high: 13.8076, low: 13.7212,
            close: 13.7664, volume: Amount(536.51), quoteVolume: Amount(7387.12073500), takerVolume: Amount(231.6),
            takerQuoteVolume: Amount(3187.757430), trades: 14, firstTradeID: 439_572, lastTradeID: 439_585),
        isClosed: true)

    private func instrument(price: Int, size: Int) -> Instrument {
        Instrument(name: "OMGBUSD", base: "OMG", quote: "BUSD", priceDigits: price, sizeDigits: size, minNotional: 5)
    }

    private func text(_ push: KlinePush, _ venue: SimulatedVenue, isCombined: Bool, unit: TimeUnit) -> String {
        let digits = KlineDigits(venue: venue, instrument: instrument(price: 4, size: 2))
        var text = ByteText()
        KlineText(symbol: "OMGBUSD", interval: "1m", digits: digits)
            .write(push, isCombined: isCombined, unit: unit, to: &text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test("writes a frame as the exchange was recorded to")
    func frame() {
        let payload =
            #"{"e":"kline","E":1633998300005,"s":"OMGBUSD","k":{"t":1633998240000,"T":1633998299999,"s":"OMGBUSD","#
            + #""i":"1m","f":439572,"L":439585,"o":"13.72120000","c":"13.76640000","h":"13.80760000","#
            + #""l":"13.72120000","v":"536.51000000","n":14,"x":true,"q":"7387.12073500","V":"231.60000000","#
            + #""Q":"3187.75743000","B":"0"}}"#
        #expect(text(Self.push, .binance, isCombined: false, unit: .milliseconds) == payload)
        let combined = text(Self.push, .binanceUS, isCombined: true, unit: .milliseconds)
        #expect(combined == #"{"stream":"omgbusd@kline_1m","data":\#(payload)}"#)
    }

    @Test("writes the digits of the tick and the step on futures")
    func futuresDigits() {
        let futures = text(Self.push, .binanceUSDM, isCombined: false, unit: .milliseconds)
        #expect(futures.contains(#""o":"13.7212","c":"13.7664","h":"13.8076","l":"13.7212","v":"536.51","n""#))
        #expect(futures.contains(#""q":"7387.120735","V":"231.60","Q":"3187.757430","B""#))
    }

    @Test("turns all times into microseconds of 16 digits")
    func microseconds() {
        let text = text(Self.push, .binance, isCombined: false, unit: .microseconds)
        #expect(text.contains(#""E":1633998300005000,"#))
        #expect(text.contains(#""t":1633998240000000,"T":1633998299999999,"#))
    }
}

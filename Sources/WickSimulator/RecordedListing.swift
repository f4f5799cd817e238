import WickArchive
import WickMarket

/// What can be said of a symbol of which only candles are known.
enum RecordedListing {
    private static let quotes = [
        "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "BTC", "ETH", "BNB", "EUR", "TRY", "BRL", "JPY", "GBP",
    ]

    /// A listing without price, lot and value rules; its digits are those that the records have.
    static func instrument(_ symbol: Symbol, _ series: [Timeframe: [KlineRecord]]) -> Instrument {
        let name = symbol.name
        let quote = quotes.first { name.hasSuffix($0) && name != $0 } ?? ""
        var (priceDigits, sizeDigits) = (0, 0)
        for records in series.values {
            for candle in records.lazy.map(\.candle) {
                for price in [candle.open, candle.high, candle.low, candle.close] {
                    priceDigits = digits(of: price, atLeast: priceDigits)
                }
                sizeDigits = digits(of: candle.volume, atLeast: sizeDigits)
            }
        }
        return Instrument(
            name: name, base: String(name.dropLast(quote.count)), quote: quote, priceDigits: priceDigits,
            sizeDigits: sizeDigits, minNotional: 0, statesRules: false)
    }

    /// The digits after the point that a number needs, up to 8.
    private static func digits(of number: Double, atLeast digits: Int) -> Int {
        var digits = digits
        while digits < 8 {
            let scale = SeededSymbol.powers[digits]
            if (number * scale).rounded() / scale == number { break }
            digits += 1
        }
        return digits
    }
}

import WickMarket

/// A candle with everything that the exchange says of it.
struct Kline: Equatable, Sendable {
    /// Milliseconds since 1970 UTC; the close time is the last millisecond of the candle.
    var openTime, closeTime: Int64
    /// Prices in quote units.
    var open, high, low, close: Double
    /// Traded amounts: in base units, in quote units, and the part of either that takers bought.
    var volume, quoteVolume, takerVolume, takerQuoteVolume: Amount
    var trades: Int64
    /// The ids of the first and last trade; −1 both when there was none, or when a recording does not tell.
    var firstTradeID, lastTradeID: Int64

    /// Takes in the next kline of a longer candle that this one starts.
    mutating func fold(_ next: Kline) {
        (high, low) = (max(high, next.high), min(low, next.low))
        (close, closeTime) = (next.close, next.closeTime)
        volume += next.volume
        quoteVolume += next.quoteVolume
        takerVolume += next.takerVolume
        takerQuoteVolume += next.takerQuoteVolume
        trades &+= next.trades
        if firstTradeID < 0 { firstTradeID = next.firstTradeID }
        if next.lastTradeID >= 0 { lastTradeID = next.lastTradeID }
    }

    /// Takes away what was traded before, so that the rest is left.
    mutating func subtractAmounts(of before: Kline) {
        volume.units -= before.volume.units
        quoteVolume.units -= before.quoteVolume.units
        takerVolume.units -= before.takerVolume.units
        takerQuoteVolume.units -= before.takerQuoteVolume.units
        trades -= before.trades
        firstTradeID = before.lastTradeID + 1
    }

    /// The same over `[openTime, openTime + length)`.
    func opening(at openTime: Int64, length: Int64) -> Kline {
        var kline = self
        (kline.openTime, kline.closeTime) = (openTime, openTime + length - 1)
        return kline
    }

    /// The same without what only the exchange tells.
    var candle: Candle {
        Candle(
            openTime: Timestamp(milliseconds: openTime), open: open, high: high, low: low, close: close,
            volume: volume.double, trades: trades)
    }
}

extension Kline {
    /// A kline in which nothing was traded.
    init(flat price: Double, openTime: Int64, length: Int64) {
        self.init(
            openTime: openTime, closeTime: openTime + length - 1, open: price, high: price, low: price, close: price,
            volume: .zero, quoteVolume: .zero, takerVolume: .zero, takerQuoteVolume: .zero, trades: 0,
            firstTradeID: -1, lastTradeID: -1)
    }
}

import WickMarket

/// Answers to the requests that a feed makes, as Binance words them.
struct RequestAnswers: Sendable {
    let market: Market
    private let seriesBySymbol: [String: Int]

    init(_ market: Market) {
        self.market = market
        seriesBySymbol = Dictionary(
            uniqueKeysWithValues: market.keys.enumerated().map { ($0.element.symbol.name, $0.offset) })
    }

    /// The body for the path and query of a request; `nil` if it is none of ours.
    func body(for target: String) -> [UInt8]? {
        if target.contains("/time") { return Array(#"{"serverTime":\#(market.timeAtStart)}"#.utf8) }
        if target.contains("/exchangeInfo") { return listings() }
        guard target.contains("/klines"), let query = target.split(separator: "?").dropFirst().first else { return nil }
        let symbol = query.split(separator: "&").first { $0.hasPrefix("symbol=") }?.dropFirst("symbol=".count)
        return symbol.flatMap { seriesBySymbol[String($0)] }.map(history)
    }

    private func history(of series: Int) -> [UInt8] {
        var out = WireBytes()
        for index in 0..<market.historyCount {
            out.text(index == 0 ? "[[" : ",[")
            write(market.candle(series, index), to: &out)
            out.text("]")
        }
        out.text(market.historyCount == 0 ? "[]" : "]")
        return out.bytes
    }

    private func write(_ candle: TickCandle, to out: inout WireBytes) {
        out.number(Int(candle.openTime))
        for price in [candle.open, candle.high, candle.low, candle.close] {
            out.text(",\"")
            out.decimal(price, digits: 2)
            out.text("\"")
        }
        out.text(",\"")
        out.decimal(candle.volume, digits: 3)
        out.text("\",")
        out.number(Int(candle.closeTime))
        out.text(",\"423305.63773405\",")
        out.number(candle.trades)
        out.text(#","25.94719700","230410.46415390","0""#)
    }

    private func listings() -> [UInt8] {
        let symbols = market.keys.map { key in
            #"{"symbol":"\#(key.symbol)","status":"TRADING","baseAsset":"\#(key.symbol.name.dropLast(4))","#
                + #""quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01"},"#
                + #"{"filterType":"LOT_SIZE","stepSize":"0.00001","minQty":"0.00001"},"#
                + #"{"filterType":"NOTIONAL","minNotional":"5.0"}]}"#
        }
        return Array(#"{"symbols":[\#(symbols.joined(separator: ","))]}"#.utf8)
    }
}

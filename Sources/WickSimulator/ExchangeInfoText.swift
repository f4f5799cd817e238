/// Writes the answer of `exchangeInfo`.
struct ExchangeInfoText: Sendable {
    let venue: SimulatedVenue
    let rules: VenueRules
    let unit: TimeUnit

    func body(_ instruments: [Instrument], now: Int64) -> [UInt8] {
        var text = ByteText()
        text.write(#"{"timezone":"UTC","serverTime":"#)
        text.write(unit.number(now))
        if venue == .binanceUSDM { text.write(#","futuresType":"U_MARGINED""#) }
        text.write(#","rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":"#)
        text.write(rules.weightPerMinute)
        text.write("}")
        if venue == .binance {
            text.write(#",{"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":300000}"#)
        }
        text.write(#"],"exchangeFilters":[],"symbols":["#)
        for (place, instrument) in instruments.enumerated() {
            if place > 0 { text.write(",") }
            switch venue {
            case .binance, .binanceUS: writeSpot(instrument, to: &text)
            case .binanceUSDM: writeFutures(instrument, to: &text)
            }
        }
        text.write("]}")
        return text.bytes
    }

    private func writeSpot(_ instrument: Instrument, to text: inout ByteText) {
        writeNames(instrument, to: &text)
        text.write(#","baseAssetPrecision":"#)
        text.write(instrument.statesRules ? 8 : instrument.sizeDigits)
        text.write(#","quotePrecision":"#)
        text.write(instrument.statesRules ? 8 : instrument.priceDigits)
        text.write(#","quoteAssetPrecision":"#)
        text.write(instrument.statesRules ? 8 : instrument.priceDigits)
        text.write(",")
        text.write(#""baseCommissionPrecision":8,"quoteCommissionPrecision":8,"orderTypes":[],"#)
        text.write(#""icebergAllowed":false,"ocoAllowed":false,"isSpotTradingAllowed":true,"#)
        text.write(#""isMarginTradingAllowed":false,"filters":["#)
        writeSteps(instrument, fractionDigits: 8, to: &text)
        text.write(#",{"filterType":"NOTIONAL","minNotional":""#)
        text.write(minNotional(instrument), fractionDigits: 8)
        text.write(#"","applyMinToMarket":true,"maxNotional":""#)
        text.write(instrument.statesRules ? 9_000_000 : 0, fractionDigits: 8)
        text.write(#"","applyMaxToMarket":false,"avgPriceMins":5}],"permissions":[],"permissionSets":[["SPOT"]]}"#)
    }

    private func writeFutures(_ instrument: Instrument, to text: inout ByteText) {
        writeNames(instrument, to: &text)
        text.write(#","pair":"#)
        text.write(quoted: instrument.name)
        text.write(#","contractType":"PERPETUAL","deliveryDate":4133404800000,"onboardDate":1569398400000,"#)
        text.write(#""marginAsset":"#)
        text.write(quoted: instrument.quote)
        text.write(#","pricePrecision":"#)
        text.write(instrument.priceDigits + (instrument.statesRules ? 1 : 0))  // for display: not the tick's digits
        text.write(#","quantityPrecision":"#)
        text.write(instrument.sizeDigits)
        text.write(#","baseAssetPrecision":8,"quotePrecision":8,"underlyingType":"COIN","filters":["#)
        writeSteps(instrument, fractionDigits: 0, to: &text)
        text.write(#",{"filterType":"MIN_NOTIONAL","notional":""#)
        text.write(minNotional(instrument), fractionDigits: 0)
        text.write(#""}],"orderTypes":[],"timeInForce":[]}"#)
    }

    private func writeNames(_ instrument: Instrument, to text: inout ByteText) {
        text.write(#"{"symbol":"#)
        text.write(quoted: instrument.name)
        text.write(#","status":"#)
        text.write(quoted: instrument.status.rawValue)
        text.write(#","baseAsset":"#)
        text.write(quoted: instrument.base)
        text.write(#","quoteAsset":"#)
        text.write(quoted: instrument.quote)
    }

    /// The price and lot rules; zeros, which disable them, where none are known.
    private func writeSteps(_ instrument: Instrument, fractionDigits: Int, to text: inout ByteText) {
        let states = instrument.statesRules
        let tick = states ? 1 / SeededSymbol.powers[instrument.priceDigits] : 0
        let step = states ? 1 / SeededSymbol.powers[instrument.sizeDigits] : 0
        text.write(#"{"filterType":"PRICE_FILTER","minPrice":""#)
        text.write(tick, fractionDigits: fractionDigits)
        text.write(#"","maxPrice":""#)
        text.write(states ? 1_000_000 : 0, fractionDigits: fractionDigits)
        text.write(#"","tickSize":""#)
        text.write(tick, fractionDigits: fractionDigits)
        text.write(#""},{"filterType":"LOT_SIZE","minQty":""#)
        text.write(step, fractionDigits: fractionDigits)
        text.write(#"","maxQty":""#)
        text.write(states ? 9_000_000_000 : 0, fractionDigits: fractionDigits)
        text.write(#"","stepSize":""#)
        text.write(step, fractionDigits: fractionDigits)
        text.write(#""}"#)
    }

    private func minNotional(_ instrument: Instrument) -> Double {
        instrument.statesRules ? instrument.minNotional : 0
    }
}

/// How many digits after the point a venue writes.
struct KlineDigits: Equatable, Sendable {
    var price, volume, quoteVolume: Int

    /// Spot writes 8 everywhere; USD-M futures those of the symbol's tick and step sizes.
    init(venue: SimulatedVenue, instrument: Instrument) {
        switch venue {
        case .binance, .binanceUS:
            (price, volume, quoteVolume) = (8, 8, 8)
        case .binanceUSDM:
            (price, volume) = (instrument.priceDigits, instrument.sizeDigits)
            quoteVolume = min(8, instrument.priceDigits + instrument.sizeDigits)
        }
    }
}

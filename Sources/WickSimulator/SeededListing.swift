/// A symbol of the seeded market: what is listed of it, and the character of its prices.
struct SeededListing: Sendable {
    var instrument: Instrument
    /// The price around which the symbol wanders, in quote units.
    var price: Double
    /// The standard deviation of a minute's change, as a fraction of the price, at a volatility of 1.
    var deviation: Double
    /// What is traded in a day, in quote units, at a volatility of 1.
    var dailyTurnover: Double

    /// The first `count` symbols: the known ones in the order of ``known``, then invented ones, `SIM0001USDT` and so
    /// on.
    static func listings(count: Int) -> [SeededListing] {
        let invented = max(0, count - known.count)
        return Array(known.prefix(count)) + (0..<invented).map { invention(number: $0 + 1) }
    }

    /// An invented symbol: its price, volatility and turnover follow from its number, whatever the market's seed, so
    /// that its tick size does too.
    private static func invention(number: Int) -> SeededListing {
        let chance = Chance.mixed(UInt64(number) &+ 0x51A1)
        let magnitude = Int(chance % 6)  // prices from 0.0002 to 200
        let price = (2 + 7 * Chance.fraction(chance)) * [0.0001, 0.001, 0.01, 0.1, 1, 10][magnitude]
        let turnover = [30_000.0, 200_000, 1_000_000, 5_000_000][Int(chance >> 8 % 4)]
        let digits = String(number)
        let base = "SIM" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return SeededListing(
            base, price: price, priceDigits: [8, 7, 6, 5, 4, 3][magnitude], sizeDigits: [0, 0, 0, 1, 2, 2][magnitude],
            deviation: 0.0006 + 0.0008 * Chance.fraction(Chance.mixed(chance)), millionsADay: turnover / 1e6)
    }

    private init(
        _ base: String, price: Double, priceDigits: Int, sizeDigits: Int, deviation: Double, millionsADay: Double,
        status: Instrument.Status = .trading
    ) {
        instrument = Instrument(
            name: base + "USDT", base: base, quote: "USDT", status: status, priceDigits: priceDigits,
            sizeDigits: sizeDigits, minNotional: price < 0.001 ? 1 : 5)
        (self.price, self.deviation, dailyTurnover) = (price, deviation, millionsADay * 1e6)
    }

    private static let known: [SeededListing] = [
        row("BTC", 78_000, 2, 5, 0.00042, 1900), row("ETH", 2900, 2, 4, 0.00058, 1300),
        row("SOL", 215, 2, 3, 0.00098, 520), row("BNB", 680, 2, 3, 0.00045, 260),
        row("XRP", 2.1, 4, 1, 0.0007, 420), row("DOGE", 0.19, 5, 0, 0.0008, 210),
        row("ADA", 0.68, 4, 1, 0.0008, 95), row("PEPE", 0.0000105, 8, 0, 0.0012, 130),
        row("SHIB", 0.0000132, 8, 0, 0.0008, 40), row("ARB", 0.42, 4, 1, 0.0010, 45),
        row("TRX", 0.28, 4, 1, 0.0004, 60), row("AVAX", 23, 2, 2, 0.0009, 85),
        row("LINK", 15.4, 2, 2, 0.0008, 80), row("TON", 3.1, 3, 2, 0.0007, 30),
        row("DOT", 4.2, 3, 2, 0.0008, 35), row("LTC", 92, 2, 3, 0.0007, 60),
        row("BCH", 410, 1, 3, 0.0007, 35), row("UNI", 6.8, 3, 2, 0.0010, 38),
        row("NEAR", 2.5, 3, 1, 0.0010, 40), row("APT", 4.9, 3, 2, 0.0009, 28),
        row("SUI", 3.2, 4, 1, 0.0010, 120), row("OP", 0.71, 3, 2, 0.0011, 25),
        row("ATOM", 4.4, 3, 2, 0.0008, 18), row("FIL", 2.6, 3, 2, 0.0009, 22),
        row("ETC", 17.5, 2, 2, 0.0008, 20), row("XLM", 0.27, 4, 0, 0.0008, 35),
        row("HBAR", 0.17, 5, 0, 0.0009, 36), row("ICP", 5.1, 3, 2, 0.0008, 14),
        row("INJ", 11.2, 3, 2, 0.0011, 24), row("AAVE", 240, 2, 3, 0.0009, 45),
        row("ALGO", 0.19, 4, 0, 0.0009, 14), row("VET", 0.024, 5, 1, 0.0008, 10),
        row("GRT", 0.092, 5, 0, 0.0009, 9), row("SAND", 0.27, 4, 0, 0.0009, 8),
        row("MANA", 0.28, 4, 0, 0.0008, 5), row("EOS", 0.62, 4, 1, 0.0008, 9),
        row("XTZ", 0.58, 3, 1, 0.0008, 4), row("THETA", 0.72, 3, 1, 0.0008, 4),
        row("AXS", 2.4, 3, 2, 0.0009, 5), row("CRV", 0.63, 3, 1, 0.0012, 22),
        row("WIF", 0.78, 3, 2, 0.0014, 48), row("BONK", 0.0000178, 8, 0, 0.0013, 38),
        row("FLOKI", 0.0000842, 8, 0, 0.0012, 20), row("SEI", 0.19, 4, 1, 0.0011, 25),
        row("TIA", 2.4, 3, 2, 0.0012, 20), row("RUNE", 1.6, 3, 1, 0.0011, 12),
        row("ACA", 0.031, 5, 0, 0.0009, 0.03),
        row("MATIC", 0.38, 4, 1, 0.0008, 0, .onBreak),  // became POL: still listed, without data
    ]

    private static func row(
        _ base: String, _ price: Double, _ priceDigits: Int, _ sizeDigits: Int, _ deviation: Double,
        _ millionsADay: Double, _ status: Instrument.Status = .trading
    ) -> SeededListing {
        SeededListing(
            base, price: price, priceDigits: priceDigits, sizeDigits: sizeDigits, deviation: deviation,
            millionsADay: millionsADay, status: status)
    }
}

import Testing
import WickMarket

struct AlertTests {
    @Test(
        "reads what it writes, in any case and with any spaces",
        arguments: [
            ("BTCUSDT price crosses 65000", "BTCUSDT price crosses 65000"),
            ("  btcusdt  PRICE 65000.50 ", "BTCUSDT price crosses 65000.5"),
            ("ETHUSDT price > 3000", "ETHUSDT price above 3000"), ("ETHUSDT price < 0.05", "ETHUSDT price below 0.05"),
            ("PEPEUSDT price below 0.00000812", "PEPEUSDT price below 0.00000812"),
            ("any rsi above 70", "any rsi above 70"), ("SOLUSDT rsi below 29.5", "SOLUSDT rsi below 29.5"),
            ("any signal", "any signal"), ("SOLUSDT signal LONG", "SOLUSDT signal long"),
        ])
    func reads(text: String, written: String) throws {
        let alert = try Alert(text)
        #expect(alert.description == written)
        #expect(try Alert(alert.description) == alert)
    }

    @Test(
        "says what is wrong",
        arguments: [
            ("", "is no alert"), ("BTCUSDT", "is no alert"), ("BTC$ price 5", "does not start with a symbol"),
            ("any price crosses 5", "is for any symbol, but a price belongs to one"),
            ("BTCUSDT volume above 5", "has 'volume' where price, rsi or signal belongs"),
            ("BTCUSDT price above", "has no level: a number such as 65000 or 0.05 belongs at its end"),
            ("BTCUSDT price 65,000", "has no level: a number such as 65000 or 0.05 belongs at its end"),
            ("BTCUSDT price 1e5", "has no level: a number such as 65000 or 0.05 belongs at its end"),
            ("BTCUSDT price -5", "has no level: a number such as 65000 or 0.05 belongs at its end"),
            ("BTCUSDT price 5 6", "has no level: a number such as 65000 or 0.05 belongs at its end"),
            ("BTCUSDT price 0", "has a price of 0"), ("any rsi above 101", "has an RSI above 100"),
            ("any signal up", "has more behind 'signal' than a side"),
            ("any signal long now", "has more behind 'signal' than a side"),
        ])
    func refuses(text: String, problem: String) {
        #expect(throws: MarketError.malformedAlert(text, problem: problem)) { try Alert(text) }
    }

    @Test("takes no endless text")
    func isBounded() {
        let text = "BTCUSDT price " + String(repeating: "9", count: 100)
        #expect(throws: MarketError.malformedAlert(text, problem: "is longer than 100 bytes")) { try Alert(text) }
    }
}

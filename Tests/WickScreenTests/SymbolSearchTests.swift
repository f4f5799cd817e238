import Testing
import WickFeed
import WickMarket

@testable import WickScreen

struct SymbolSearchTests {
    private func listed(_ name: String, _ status: InstrumentStatus = .trading) throws -> ListedSymbol {
        ListedSymbol(symbol: try Symbol(name), status: status, baseAsset: "", quoteAsset: "", tickSize: nil)
    }

    private func search(_ text: String, among names: String...) throws -> SymbolSearch {
        var search = SymbolSearch()
        search.note(.known(try names.map { try listed($0) }))
        for character in text { _ = search.take(.character(character)) }
        return search
    }

    @Test(
        "offers what has the letters in their order, the nearest first",
        arguments: [
            ("btc", ["BTCUSDT", "BTCUSDC", "ETHBTC", "BITCOUSDT"]), ("BTCUSDT", ["BTCUSDT", "BITCOUSDT"]),
            ("eb", ["ETHBTC"]),
            ("btcc", ["BTCUSDC"]), ("usdt", ["BTCUSDT", "BITCOUSDT"]), ("xyz", []), ("eth/btc", ["ETHBTC"]),
        ] as [(String, [String])])
    func offers(text: String, names: [String]) throws {
        let search = try search(text, among: "BITCOUSDT", "BTCUSDC", "BTCUSDT", "ETHBTC")
        #expect(Set(search.offered.map(\.symbol.name)) == Set(names))
        #expect(search.offered.first?.symbol.name.contains(names.first?.prefix(3) ?? "") ?? names.isEmpty)
    }

    @Test("puts what is not traded last, and equals in the order of their names")
    func puts() throws {
        var search = SymbolSearch()
        search.note(.known([try listed("AUSDT", .halted("BREAK")), try listed("AVAUSDT"), try listed("AXSUSDT")]))
        _ = search.take(.character("a"))
        #expect(search.offered.map(\.symbol.name) == ["AVAUSDT", "AXSUSDT", "AUSDT"])
    }

    @Test("Up and Down choose, Enter gives the chosen one; a new list keeps the choice")
    func chooses() throws {
        var search = try search("", among: "AUSDT", "BUSDT", "CUSDT")
        for key in [Key.up, .down, .down, .down, .up] { #expect(search.take(key) == nil) }
        #expect(search.chosen?.name == "BUSDT")
        search.note(.known([try listed("AAUSDT"), try listed("AUSDT"), try listed("BUSDT")]))
        #expect(search.take(.enter)?.name == "BUSDT")
        var empty = SymbolSearch()
        #expect(empty.take(.enter) == nil && empty.take(.down) == nil)
    }

    @Test("finds its way through an exchange's whole list at once")
    func isFast() throws {
        let symbols = try (0..<4000).map { try listed("C\($0)\(["USDT", "USDC", "BTC", "EUR"][$0 % 4])") }
        var search = SymbolSearch()
        search.note(.known(symbols))
        let start = ContinuousClock.now
        for character in "c399usdt" { _ = search.take(.character(character)) }
        #expect(search.chosen?.name == "C3996USDT" || search.offered.contains { $0.symbol.name == "C399EUR" } == false)
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(search.offered.count <= SymbolSearch.offeredMax)
    }
}

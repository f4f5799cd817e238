import Testing
import WickFeed
import WickMarket
import WickTestKit

struct SeriesTableTests {
    private func lookUp(_ symbol: String, _ timeframe: String, in table: SeriesTable) -> Int? {
        Array(symbol.utf8).withUnsafeBytes { symbol in
            Array(timeframe.utf8).withUnsafeBytes { table.index(symbol: symbol, timeframe: $0) }
        }
    }

    @Test("finds each of thousands of series, and no other")
    func findsEach() throws {
        var table = SeriesTable()
        for number in 0..<3000 {
            table.insert(SeriesKey(symbol: try Symbol("S\(number)USDT"), timeframe: .oneMinute))
        }
        for number in 0..<3000 {
            #expect(lookUp("S\(number)USDT", "1m", in: table) == number)
            #expect(lookUp("S\(number)USDT", "3m", in: table) == nil)
        }
        #expect(lookUp("S3000USDT", "1m", in: table) == nil)
        #expect(lookUp("S1USDT1", "m", in: table) == nil)
    }

    @Test("a removed series is not found, and has its old index when it comes back")
    func removal() throws {
        let first = SeriesKey(symbol: try Symbol("AUSDT"), timeframe: .oneMinute)
        let second = SeriesKey(symbol: try Symbol("币安人生USDT"), timeframe: .oneHour)
        var table = SeriesTable([first, second])
        table.remove(second)
        #expect(lookUp("币安人生USDT", "1h", in: table) == nil)
        let again = table.insert(second)
        #expect(again == 1)
        #expect(lookUp("币安人生USDT", "1h", in: table) == 1)
    }
}

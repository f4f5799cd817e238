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

    @Test("a removed series is not found, and its index is the next one's")
    func removal() throws {
        let first = SeriesKey(symbol: try Symbol("AUSDT"), timeframe: .oneMinute)
        let second = SeriesKey(symbol: try Symbol("币安人生USDT"), timeframe: .oneHour)
        var table = SeriesTable([first, second])
        table.remove(second)
        #expect(lookUp("币安人生USDT", "1h", in: table) == nil)
        #expect(table.index(of: second) == nil)
        let third = SeriesKey(symbol: try Symbol("BUSDT"), timeframe: .oneMinute)
        #expect(table.insert(third) == 1)
        #expect(table.insert(second) == 2)
        #expect(lookUp("币安人生USDT", "1h", in: table) == 2)
        #expect(lookUp("BUSDT", "1m", in: table) == 1)
        #expect(table.keys == [first, third, second])
    }

    @Test("knows what it holds, whatever was added and removed before", arguments: 0..<20 as Range<UInt64>)
    func holds(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let keys = try (0..<60).map {
            SeriesKey(symbol: try Symbol("S\($0)USDT"), timeframe: $0 % 2 == 0 ? .oneMinute : .oneHour)
        }
        var (table, known) = (SeriesTable(), [SeriesKey: Int]())
        for _ in 0..<2_000 {
            let key = keys[Int.random(in: 0..<keys.count, using: &random)]
            if Bool.random(using: &random) {
                let index = table.insert(key)
                #expect(known[key] == nil || known[key] == index)
                known[key] = index
            } else {
                table.remove(key)
                known[key] = nil
            }
        }
        for key in keys { #expect(lookUp(key.symbol.name, key.timeframe.rawValue, in: table) == known[key]) }
        #expect(Set(known.values).count == known.count && table.keys.count <= keys.count)
    }
}

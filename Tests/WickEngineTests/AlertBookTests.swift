import Testing
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// Values in, event by event; what is due to be told out.
struct AlertBookTests {
    private let bitcoin, ether: SeriesKey

    init() throws {
        bitcoin = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneMinute)
        ether = SeriesKey(symbol: try Symbol("ETHUSDT"), timeframe: .oneMinute)
    }

    private func book(_ texts: String...) throws -> AlertBook {
        var book = AlertBook()
        book.set(try texts.map { try Alert($0) })
        return book
    }

    private func candle(_ close: Double, minute: Int = 0) -> Candle {
        Candle(
            openTime: CandleMaker.start.advanced(byMilliseconds: Int64(minute) * 60_000), open: close, high: close,
            low: close, close: close, volume: 1)
    }

    private func closed(
        _ close: Double, minute: Int, _ timeliness: ClosedCandle.Timeliness = .fresh
    ) -> ClosedCandle {
        ClosedCandle(series: 0, candle: candle(close, minute: minute), source: .stream, timeliness: timeliness)
    }

    @Test(
        "tells of a price that reaches its level, from the side that is asked for",
        arguments: [
            ("crosses", [99, 101, 99], [false, true, true]), ("crosses", [99, 100, 101], [false, true, false]),
            ("crosses", [101, 100, 99], [false, true, false]), ("crosses", [100, 101, 100], [false, false, true]),
            ("above", [99, 101, 99], [false, true, false]), ("above", [101, 102, 103], [false, false, false]),
            ("below", [99, 101, 99], [false, false, true]), ("below", [101, 100, 99], [false, true, false]),
        ] as [(String, [Double], [Bool])])
    func crosses(way: String, prices: [Double], told: [Bool]) throws {
        var book = try book("BTCUSDT price \(way) 100")
        let events = prices.enumerated().map { book.take(forming: candle($1, minute: $0), of: bitcoin) }
        #expect(events.map { !$0.isEmpty } == told)
    }

    @Test("tells once a candle, however often the price trembles around the level")
    func tellsOnceACandle() throws {
        var book = try book("BTCUSDT price crosses 100")
        let events = [99, 101, 99, 101, 99].flatMap { book.take(forming: candle($0), of: bitcoin) }
        #expect(events.count == 1)
        #expect(book.take(closed(101, minute: 0), of: bitcoin, rsi: nil).isEmpty)
        #expect(book.take(forming: candle(99, minute: 1), of: bitcoin).count == 1)
    }

    @Test("looks at the price of its own symbol only")
    func looksAtItsSymbol() throws {
        var book = try book("BTCUSDT price crosses 100")
        for price in [99.0, 101] { #expect(book.take(forming: candle(price), of: ether).isEmpty) }
        #expect(book.watchesPrice(of: bitcoin.symbol) && !book.watchesPrice(of: ether.symbol))
        #expect(try !self.book("BTCUSDT rsi above 70", "any signal").watchesPrice(of: bitcoin.symbol))
    }

    @Test("tells of the RSI of fresh closed candles; the history only says where it was, late ones are passed over")
    func tellsOfTheRSI() throws {
        var book = try book("any rsi above 70")
        func take(_ rsi: Double?, _ minute: Int, _ timeliness: ClosedCandle.Timeliness) -> [AlertEvent] {
            book.take(closed(5, minute: minute, timeliness), of: ether, rsi: rsi)
        }
        #expect(take(nil, 0, .history).isEmpty)
        #expect(take(60, 1, .history).isEmpty)
        #expect(take(75, 2, .history).isEmpty)
        #expect(take(65, 3, .history).isEmpty)
        #expect(take(72, 4, .late).isEmpty)
        let events = take(71, 5, .fresh)
        #expect(events.map(\.text) == ["ETHUSDT 1m closed with an RSI of 71.0: it has risen to or above 70"])
        #expect(take(nil, 6, .fresh).isEmpty)
        #expect(take(72, 7, .fresh).isEmpty)
    }

    @Test("keeps the series of an alert for any symbol apart")
    func keepsSeriesApart() throws {
        var book = try book("any rsi below 30")
        #expect(book.take(closed(5, minute: 0), of: bitcoin, rsi: 40).isEmpty)
        #expect(book.take(closed(5, minute: 0), of: ether, rsi: 20).isEmpty)
        #expect(book.take(closed(5, minute: 1), of: bitcoin, rsi: 20).map(\.key) == [bitcoin])
        #expect(book.take(closed(5, minute: 1), of: ether, rsi: 20).isEmpty)
    }

    @Test("tells of signals, of one side if that is asked for, and never of late ones")
    func tellsOfSignals() throws {
        var record = SignalRecord(
            number: 1, key: bitcoin, openTime: CandleMaker.start,
            signal: Signal(side: .long, entry: 123.5, stopDistance: 1, targetDistance: 2, atr: nil),
            readings: IndicatorReadings(of: candle(123.5), candles: 1),
            verdict: .refused(Refusal(rule: .minNotional, detail: "too small")), isLate: false)
        let book = try book("any signal", "BTCUSDT signal long", "BTCUSDT signal short", "ETHUSDT signal")
        #expect(book.take(record).map { "\($0.alert)" } == ["any signal", "BTCUSDT signal long"])
        #expect(book.take(record).first?.text == "BTCUSDT 1m gave a signal: LONG at 123.5")
        record.isLate = true
        #expect(book.take(record).isEmpty)
    }

    @Test("those that stay keep what they know when others come and go")
    func keepsWhatItKnows() throws {
        var book = try book("BTCUSDT price crosses 100")
        #expect(book.take(forming: candle(99), of: bitcoin).isEmpty)
        book.set(try [Alert("BTCUSDT price crosses 50"), Alert("BTCUSDT price crosses 100")])
        let events = book.take(forming: candle(101, minute: 1), of: bitcoin)
        #expect(events.map { "\($0.alert)" } == ["BTCUSDT price crosses 100"])
        book.set([])
        #expect(book.isEmpty && book.take(forming: candle(99, minute: 2), of: bitcoin).isEmpty)
        book.set(try (1...200).map { try Alert("BTCUSDT price \($0)") })
        #expect(book.alerts.count == AlertBook.alertsMax)
    }

    @Test("tells a command what has become true")
    func tellsACommand() throws {
        var book = try book("BTCUSDT price above 100")
        _ = book.take(forming: candle(99), of: bitcoin)
        let event = try #require(book.take(forming: candle(100.25, minute: 1), of: bitcoin).first)
        #expect(
            event.environment == [
                "WICK_ALERT": "BTCUSDT price above 100", "WICK_KIND": "price", "WICK_SYMBOL": "BTCUSDT",
                "WICK_TIMEFRAME": "1m", "WICK_VALUE": "100.25", "WICK_LEVEL": "100",
                "WICK_OPEN_TIME": "\(CandleMaker.start.milliseconds + 60_000)",
                "WICK_TEXT": "BTCUSDT is at 100.25: it has risen to or above 100",
            ])
    }
}

import Testing
import WickBinance
import WickFeed
import WickMarket
import WickTestKit
import WickWebSocket

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct RecordedAnswerTests {
    private func answer(_ file: String) throws -> HTTPResponse {
        HTTPResponse(status: 200, body: try unzipped("data/binance-rest/\(file)"))
    }

    @Test(
        "reads recorded candles",
        arguments: [
            (
                "BTCUSDT-1m-2020-05-05-1rows", Timeframe.oneMinute, 1, 1_588_636_800_000, 8871.92, 1_588_636_800_000,
                8887.62
            ),
            ("BTCUSDT-1m-2020-05-06-60rows", .oneMinute, 60, 1_588_740_120_000, 9033.34, 1_588_743_660_000, 9016.01),
            ("BTCUSDT-5m-2020-04-15-24rows", .fiveMinutes, 24, 1_586_987_400_000, 6733.55, 1_586_994_300_000, 6625.84),
            ("BTCUSDT-1h-2020-04-30-1000rows", .oneHour, 1000, 1_588_280_400_000, 8819.15, 1_591_876_800_000, 9721.37),
            ("BTCUSDT-1h-2022-12-31-176rows", .oneHour, 176, 1_672_516_800_000, 16570.14, 1_673_146_800_000, 16944.02),
        ])
    func readsCandles(
        name: String, timeframe: Timeframe, count: Int, firstTime: Int64, firstOpen: Double, lastTime: Int64,
        lastClose: Double
    ) throws {
        let key = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: timeframe)
        let rows = try BinanceExchange(venue: .binance).candles(from: answer("klines-\(name).json"), of: key)
        #expect(rows.count == count)
        #expect(rows.first?.candle.openTime.milliseconds == firstTime)
        #expect(rows.first?.candle.open == firstOpen)
        #expect(rows.last?.candle.openTime.milliseconds == lastTime)
        #expect(rows.last?.candle.close == lastClose)
        for (index, row) in rows.enumerated() {
            #expect(row.candle.flaw(in: timeframe) == nil)
            #expect(row.candle.openTime.milliseconds == firstTime + Int64(index) * timeframe.milliseconds)
            #expect(row.closeTime == timeframe.next(after: row.candle.openTime).advanced(byMilliseconds: -1))
        }
    }

    @Test("reads recorded symbols of spot in 2021, with the older form of the minimum notional")
    func readsSpot2021() throws {
        let all = try BinanceExchange(venue: .binance).instruments(from: answer("exchangeInfo-spot-2021-10-12.json.gz"))
        #expect(all.count == 1695)
        #expect(all.count { $0.status == .trading } == 1262)
        #expect(all.count { $0.status == .unavailable("BREAK") } == 433)
        #expect(all.allSatisfy { $0.rules.tickSize != nil && $0.rules.stepSize != nil && $0.rules.minNotional != nil })
        let expected = Instrument(
            symbol: try Symbol("RAREUSDT"), status: .trading, baseAsset: "RARE", quoteAsset: "USDT",
            rules: InstrumentRules(tickSize: 0.001, stepSize: 0.1, minSize: 0.1, minNotional: 10))
        #expect(all.last == expected)
    }

    @Test("reads recorded symbols of spot in 2025, with the newer form of the minimum notional")
    func readsSpot2025() throws {
        let all = try BinanceExchange(venue: .binance)
            .instruments(from: answer("exchangeInfo-spot-2025-08-07-first25symbols.json"))
        #expect(all.count == 25)
        #expect(all.count { $0.status == .trading } == 12)
        let expected = Instrument(
            symbol: try Symbol("ETHBTC"), status: .trading, baseAsset: "ETH", quoteAsset: "BTC",
            rules: InstrumentRules(tickSize: 0.00001, stepSize: 0.0001, minSize: 0.0001, minNotional: 0.0001))
        #expect(all.first == expected)
    }

    @Test("reads recorded symbols of USD-M")
    func readsUSDM() throws {
        let all = try BinanceExchange(venue: .binanceUSDM)
            .instruments(from: answer("exchangeInfo-usdm-2021-07-22.json.gz"))
        #expect(all.count == 122)
        #expect(all.count { $0.status == .trading } == 121)
        #expect(all.count { $0.status == .unavailable("PENDING_TRADING") } == 1)
        let expected = Instrument(
            symbol: try Symbol("TLMUSDT"), status: .trading, baseAsset: "TLM", quoteAsset: "USDT",
            rules: InstrumentRules(tickSize: 0.0001, stepSize: 1, minSize: 1, minNotional: 5))
        #expect(all.last == expected)
    }
}

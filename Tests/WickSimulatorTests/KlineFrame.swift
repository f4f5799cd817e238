import Testing
import WickArchive
import WickMarket

@testable import WickSimulator

/// A frame of a combined kline stream, read back.
struct KlineFrame {
    let symbol: String
    let isClosed: Bool
    let record: KlineRecord

    init(_ payload: [UInt8]) throws {
        guard case .object(let frame) = try JSONParser.value(of: payload), case .object(let data) = frame["data"],
            case .object(let kline) = data["k"], case .string(let symbol) = kline["s"],
            case .boolean(let isClosed) = kline["x"]
        else { throw KlineFrameError() }
        func integer(_ key: String) throws -> Int64 {
            guard case .number(let text) = kline[key], let number = Int64(text) else { throw KlineFrameError() }
            return number
        }
        func decimal(_ key: String) throws -> Double {
            guard case .string(let text) = kline[key], let number = Double(text) else { throw KlineFrameError() }
            return number
        }
        (self.symbol, self.isClosed) = (symbol, isClosed)
        let candle = Candle(
            openTime: Timestamp(milliseconds: try integer("t")), open: try decimal("o"), high: try decimal("h"),
            low: try decimal("l"), close: try decimal("c"), volume: try decimal("v"), trades: try integer("n"))
        record = KlineRecord(
            candle: candle, closeTime: Timestamp(milliseconds: try integer("T")), quoteVolume: try decimal("q"),
            takerBuyVolume: try decimal("V"), takerBuyQuoteVolume: try decimal("Q"))
    }

    private struct KlineFrameError: Error {}
}

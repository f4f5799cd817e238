import Testing
import WickFeed
import WickMarket

@testable import WickBinance

/// The series of the recorded messages and of the messages made here, all 1m.
let recordedTable: SeriesTable = {
    let names = [
        "BTCUSDT", "NKNUSDT", "BLZETH", "LRCBTC", "RUNEEUR", "SUSHIUSDT", "AKROUSDT", "KEEPUSDT", "CTKUSDT", "CRVUSDT",
        "COMPUSDT", "OMGBUSD", "ZRXUSDT", "币安人生USDT",
    ]
    return SeriesTable(
        names.compactMap { try? Symbol($0) }.map { SeriesKey(symbol: $0, timeframe: .oneMinute) })
}()

/// Spot on binance.com at its usual addresses.
let spot = try? BinanceExchange(venue: .binance)

/// Decodes from a buffer of its own that ends with the message, so that a sanitizer sees any step beyond it.
func decode(_ message: some Collection<UInt8>, in table: SeriesTable = recordedTable) throws -> StreamMessage {
    let exchange = try #require(spot)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: message.count, alignment: 1)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: message)
    return exchange.decode(UnsafeRawBufferPointer(buffer), in: table)
}

/// Decodes text.
func decode(_ text: String) throws -> StreamMessage { try decode(Array(text.utf8)) }

/// Decodes with the general scanner alone.
func decodeGenerally(_ message: [UInt8], in table: SeriesTable = recordedTable) -> StreamMessage {
    message.withUnsafeBytes { MessageScanner.scan($0, in: table) }
}

/// Whether both updates have the same bits in every number; `==` would let 0 pass for −0.
func isSameBitForBit(_ left: CandleUpdate, _ right: CandleUpdate) -> Bool {
    func bits(_ candle: Candle) -> [UInt64] {
        [candle.open, candle.high, candle.low, candle.close, candle.volume].map(\.bitPattern)
    }
    return left == right && bits(left.candle) == bits(right.candle)
}

/// Holds what the scanner reads against what JSONDecoder reads: a candle only where that finds one, with the same bits;
/// and none refused that it finds in sound JSON. Foundation is laxer in two things that Binance never sends: an integer
/// may have a point, and a comma may stand before a closing brace.
func expectAgreement(with message: [UInt8]) throws {
    let text = String(decoding: message, as: UTF8.self)
    let decoded = try decode(message)
    #expect(decoded == decodeGenerally(message), "\(text)")
    let expected = Oracle.candle(in: message, recordedTable)
    switch (decoded, expected) {
    case (.candle(let update), .some(let expected)):
        #expect(isSameBitForBit(update, expected), "\(text)")
    case (.candle, nil):
        Issue.record("taken, but not by JSONDecoder: \(text)")
    case (.malformed(let what, _), .some)
    where what.description.hasSuffix("is not an integer") || what.description == "a key expected":
        break
    case (_, .some):
        #expect(!Oracle.isSound(message), "\(decoded): \(text)")
    case (_, nil):
        break
    }
}

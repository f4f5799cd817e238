import WickBinance
import WickFeed
import WickMarket

/// The series that the corpus speaks of.
private let table = SeriesTable(
    ["BTCUSDT", "ETHUSDT", "币安人生USDT"].flatMap { name in
        [Timeframe.oneMinute, .oneHour].compactMap { timeframe in
            (try? Symbol(name)).map { SeriesKey(symbol: $0, timeframe: timeframe) }
        }
    })

private let exchange = try? BinanceExchange(venue: .binance)

/// Feeds one message to the stream scanner. It must not trap, nor step beyond the message (for the address sanitizer to
/// see); and what it says must not change when a blank in front keeps the fast path away.
@_cdecl("LLVMFuzzerTestOneInput")
public func scanOneMessage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let exchange else { fatalError("the usual addresses are refused") }
    let message = UnsafeRawBufferPointer(start: start, count: count)
    let direct = exchange.decode(message, in: table)
    let spaced = ([0x20] + message).withUnsafeBytes { exchange.decode($0, in: table) }
    switch (direct, spaced) {
    case (.malformed(let what, let offset), .malformed(let spacedWhat, let spacedOffset)):
        precondition(what.description == spacedWhat.description && offset + 1 == spacedOffset, "flaws differ")
        precondition((0...count).contains(offset), "a flaw outside of the message")
    case (.refused(_, _, let words), .refused):
        precondition(direct == spaced && words.count <= 200, "refusals differ, or are long")
    default:
        precondition(direct == spaced, "the two paths differ")
    }
    return 0
}

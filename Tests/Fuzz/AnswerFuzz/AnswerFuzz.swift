import WickBinance
import WickFeed
import WickMarket
import WickWebSocket

private let exchange = try? BinanceExchange(venue: .binance)
private let symbol = try? Symbol("BTCUSDT")
private let statuses = [200, 200, 200, 400, 403, 418, 429, 503]

/// Reads one answer to a request. The first byte chooses: bits 0 and 1 the question, bits 2 to 4 the status; where bit 5 is
/// set, the bytes up to the next line feed are what the exchange says of waiting. The rest is the body.
///
/// Nothing may trap or hang; what is given is in order and within its bounds, and what is said of it is one short line.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneAnswer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let exchange, let symbol else { fatalError("the usual addresses are refused") }
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let choice = input.first else { return 0 }
    let response = response(choice, Array(input.dropFirst()))
    let key = SeriesKey(symbol: symbol, timeframe: .oneMinute)
    do throws(ExchangeFailure) {
        switch choice & 3 {
        case 0: check(try exchange.candles(from: response, of: key))
        case 1: _ = try exchange.serverTime(from: response)
        case 2: for instrument in try exchange.instruments(from: response) { check(instrument.rules) }
        default: check(exchange.failure(of: response))
        }
    } catch { check(error) }
    precondition(exchange.usedWeight(in: response).map { $0 >= 0 } ?? true, "a weight below zero")
    return 0
}

private func response(_ choice: UInt8, _ bytes: [UInt8]) -> HTTPResponse {
    let status = statuses[Int(choice >> 2 & 7)]
    guard choice & 32 != 0 else { return HTTPResponse(status: status, body: bytes) }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let headers = ["Retry-After", "X-MBX-USED-WEIGHT-1M"].map { HTTPHeader(name: $0, value: line) }
    return HTTPResponse(status: status, headers: headers, body: Array(bytes.dropFirst(line.utf8.count + 1)))
}

private func check(_ rows: [RESTCandle]) {
    for (earlier, later) in zip(rows, rows.dropFirst()) {
        precondition(earlier.candle.openTime < later.candle.openTime, "rows out of order")
    }
    // What is no candle the feed turns away; to say so must be safe for any numbers.
    for row in rows { _ = row.candle.flaw(in: .oneMinute) }
}

private func check(_ rules: InstrumentRules) {
    let steps = [rules.tickSize, rules.stepSize, rules.minSize, rules.minNotional].compactMap { $0 }
    precondition(steps.allSatisfy { $0 > 0 && $0.isFinite }, "a step that is none")
    precondition([rules.priceDigits, rules.sizeDigits].allSatisfy { $0.map { (0...12).contains($0) } ?? true })
    precondition(rules.roundedDownToStep(123.456) <= 123.457 && !rules.roundedToTick(123.456).isNaN)
}

private func check(_ failure: ExchangeFailure) {
    let words = failure.description
    precondition(words.utf8.count <= 1_000, "\(words.utf8.count) bytes")
    let isPlain = words.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    precondition(isPlain, words)
    switch failure.kind {
    case .rateLimited(let pause), .banned(let pause): precondition(pause >= .zero, "a pause below zero")
    default: break
    }
}

import WickTestKit

/// Makes candle messages as Binance writes them, with random values.
struct MessageMaker {
    var random: SeededRandom

    /// A candle message of BTCUSDT 1m, wrapped or raw, in milliseconds or microseconds.
    mutating func candle() -> [UInt8] {
        let unit: Int64 = Bool.random(using: &random) ? 1 : 1000
        let openTime = Int64.random(in: 20_000_000...40_000_000, using: &random) * 60_000
        let closeTime = (openTime + 60_000) * unit - 1
        let eventTime = (openTime + .random(in: 0...60_000, using: &random)) * unit
        let first = Int64.random(in: -1...9_000_000_000, using: &random)
        let trades = Int64.random(in: 0...99_999, using: &random)
        let isClosed = Bool.random(using: &random)
        let digits = Int.random(in: 0...8, using: &random)
        var amounts: [String] = []
        for _ in 0..<8 { amounts.append(amount(digits: digits)) }
        let body =
            #"{"e":"kline","E":\#(eventTime),"s":"BTCUSDT","k":{"t":\#(openTime * unit),"T":\#(closeTime),"#
            + #""s":"BTCUSDT","i":"1m","f":\#(first),"L":\#(first + 9),"o":"\#(amounts[0])","c":"\#(amounts[1])","#
            + #""h":"\#(amounts[2])","l":"\#(amounts[3])","v":"\#(amounts[4])","n":\#(trades),"x":\#(isClosed),"#
            + #""q":"\#(amounts[5])","V":"\#(amounts[6])","Q":"\#(amounts[7])","B":"0"}}"#
        let isWrapped = Bool.random(using: &random)
        return Array((isWrapped ? #"{"stream":"btcusdt@kline_1m","data":\#(body)}"# : body).utf8)
    }

    /// A decimal with up to nine digits before the point and this many behind it.
    private mutating func amount(digits: Int) -> String {
        func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
        let wholeDigits = Int.random(in: 0...9, using: &random)
        let whole = Int64.random(in: 0..<powerOfTen(wholeDigits), using: &random)
        guard digits > 0 else { return "\(whole)" }
        let fraction = String(Int64.random(in: 0..<powerOfTen(digits), using: &random))
        return "\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }
}

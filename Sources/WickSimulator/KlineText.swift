/// Writes klines as the exchange does: as the payload of a stream, and as a row of the REST answer.
struct KlineText {
    let symbol, interval: String
    let digits: KlineDigits
    private let head, names, wrapper: [UInt8]

    init(symbol: String, interval: String, digits: KlineDigits) {
        (self.symbol, self.interval, self.digits) = (symbol, interval, digits)
        head = Array(#","s":"\#(symbol)","k":{"t":"#.utf8)
        names = Array(#","s":"\#(symbol)","i":"\#(interval)","f":"#.utf8)
        wrapper = Array(#"{"stream":"\#(symbol.lowercased())@kline_\#(interval)","data":"#.utf8)
    }

    /// The payload of a stream, within the wrapper of combined streams or bare.
    func write(_ push: KlinePush, isCombined: Bool, unit: TimeUnit, to text: inout ByteText) {
        if isCombined { text.write(bytes: wrapper) }
        let kline = push.kline
        text.write(#"{"e":"kline","E":"#)
        text.write(unit.number(push.eventTime))
        text.write(bytes: head)
        text.write(unit.number(kline.openTime))
        text.write(#","T":"#)
        text.write(unit.lastNumber(kline.closeTime))
        text.write(bytes: names)
        text.write(kline.firstTradeID)
        text.write(#","L":"#)
        text.write(kline.lastTradeID)
        text.write(#","o":""#)
        text.write(kline.open, fractionDigits: digits.price)
        text.write(#"","c":""#)
        text.write(kline.close, fractionDigits: digits.price)
        text.write(#"","h":""#)
        text.write(kline.high, fractionDigits: digits.price)
        text.write(#"","l":""#)
        text.write(kline.low, fractionDigits: digits.price)
        text.write(#"","v":""#)
        text.write(kline.volume, fractionDigits: digits.volume)
        text.write(#"","n":"#)
        text.write(kline.trades)
        text.write(#","x":"#)
        text.write(push.isClosed)
        text.write(#","q":""#)
        text.write(kline.quoteVolume, fractionDigits: digits.quoteVolume)
        text.write(#"","V":""#)
        text.write(kline.takerVolume, fractionDigits: digits.volume)
        text.write(#"","Q":""#)
        text.write(kline.takerQuoteVolume, fractionDigits: digits.quoteVolume)
        text.write(#"","B":"0"}}"#)
        if isCombined { text.write(byte: UInt8(ascii: "}")) }
    }

    /// One row of a REST answer.
    func write(row kline: Kline, unit: TimeUnit, to text: inout ByteText) {
        text.write("[")
        text.write(unit.number(kline.openTime))
        for price in [kline.open, kline.high, kline.low, kline.close] {
            text.write(#",""#)
            text.write(price, fractionDigits: digits.price)
            text.write(#"""#)
        }
        text.write(#",""#)
        text.write(kline.volume, fractionDigits: digits.volume)
        text.write(#"","#)
        text.write(unit.lastNumber(kline.closeTime))
        text.write(#",""#)
        text.write(kline.quoteVolume, fractionDigits: digits.quoteVolume)
        text.write(#"","#)
        text.write(kline.trades)
        text.write(#",""#)
        text.write(kline.takerVolume, fractionDigits: digits.volume)
        text.write(#"",""#)
        text.write(kline.takerQuoteVolume, fractionDigits: digits.quoteVolume)
        text.write(#"","0"]"#)
    }
}

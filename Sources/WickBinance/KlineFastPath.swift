/// Reads a kline message that is written exactly as Binance writes it: this order of keys, no blanks, no escapes,
/// ASCII.
///
/// ```
/// {"stream":"lrcbtc@kline_1m","data":{"e":"kline","E":1633998534486,"s":"LRCBTC","k":{"t":1633998480000,
/// "T":1633998539999,"s":"LRCBTC","i":"1m","f":12368013,"L":12368013,"o":"0.00000638","c":"0.00000638",
/// "h":"0.00000638","l":"0.00000638","v":"177.00000000","n":1,"x":false,"q":"0.00112926","V":"177.00000000",
/// "Q":"0.00112926","B":"0"}}}
/// ```
///
/// Every byte is checked, so what it takes is sound JSON. What it does not take is no error: ``MessageScanner``
/// decides.
enum KlineFastPath {
    /// The fields, or `nil` if the message is written in another way.
    @inline(__always)
    static func scan(_ message: UnsafeRawBufferPointer) -> KlineFields? {
        guard let start = message.baseAddress else { return nil }
        var words = WordReader(start, count: message.count)
        var fields = KlineFields()
        let isWrapped = words.take(#"{"stream":""#)
        if isWrapped {
            guard words.text() != nil, words.take(#","data":{"e":"kline","E":"#) else { return nil }
        } else {
            guard words.take(#"{"e":"kline","E":"#) else { return nil }
        }
        guard readEvent(&words, into: &fields), readTrades(&words, into: &fields) else { return nil }
        guard words.take(#"}}"#), !isWrapped || words.take("}"), words.isAtEnd else { return nil }
        return fields
    }

    /// From the event time to the last trade's id.
    @inline(__always)
    private static func readEvent(_ words: inout WordReader, into fields: inout KlineFields) -> Bool {
        guard let eventTime = words.integer(), words.take(#","s":""#),
            let outerSymbol = words.text(), words.take(#","k":{"t":"#),
            let openTime = words.integer(), words.take(#","T":"#),
            let closeTime = words.integer(), words.take(#","s":""#),
            let symbol = words.text(), words.take(#","i":""#),
            let interval = words.text(), words.take(#","f":"#),
            words.integer() != nil, words.take(#","L":"#),
            words.integer() != nil
        else { return false }
        (fields.eventTime, fields.openTime, fields.closeTime) = (eventTime, openTime, closeTime)
        (fields.outerSymbol, fields.symbol, fields.interval) = (outerSymbol, symbol, interval)
        return true
    }

    /// From the open price to the end of the inner object's members.
    @inline(__always)
    private static func readTrades(_ words: inout WordReader, into fields: inout KlineFields) -> Bool {
        guard words.take(#","o":""#), let open = words.text(), words.take(#","c":""#),
            let close = words.text(), words.take(#","h":""#),
            let high = words.text(), words.take(#","l":""#),
            let low = words.text(), words.take(#","v":""#),
            let volume = words.text(), words.take(#","n":"#),
            let trades = words.integer(), words.take(#","x":"#)
        else { return false }
        fields.isClosed = words.take("true")
        guard fields.isClosed || words.take("false"),
            words.take(#","q":""#), words.text() != nil, words.take(#","V":""#),
            words.text() != nil, words.take(#","Q":""#),
            words.text() != nil, words.take(#","B":""#),
            words.text() != nil
        else { return false }
        (fields.open, fields.close, fields.high, fields.low) = (open, close, high, low)
        (fields.volume, fields.trades) = (volume, trades)
        return true
    }
}

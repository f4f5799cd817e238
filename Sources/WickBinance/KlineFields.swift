import WickFeed
import WickMarket

/// The fields of a kline message that make a candle, as a scanner found them: integers read, texts still in place.
struct KlineFields {
    /// When the exchange sent the message, as on the wire (`E`).
    var eventTime: Int64 = 0
    /// Where the candle begins and ends, as on the wire (`t`, `T`).
    var openTime: Int64 = 0, closeTime: Int64 = 0
    /// The number of trades (`n`).
    var trades: Int64 = 0
    /// Whether the exchange calls the candle finished (`x`).
    var isClosed = false
    /// The symbol outside and inside of the inner object, and the interval (`s`, `k.s`, `k.i`).
    var outerSymbol = JSONText.none, symbol = JSONText.none, interval = JSONText.none
    /// The decimals (`o`, `h`, `l`, `c`, `v`).
    var open = JSONText.none, high = JSONText.none, low = JSONText.none, close = JSONText.none
    var volume = JSONText.none

    /// What the fields say, now that their series is looked up and their decimals are read.
    ///
    /// The candle comes as it is on the wire; whether its values can be true is the feed's to judge.
    @inline(__always)
    func update(from message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        guard symbol.isEqual(to: outerSymbol, in: message) else {
            return .malformed("the candle's symbol is not the message's", at: symbol.start)
        }
        guard closeTime > openTime else { return .malformed("the candle ends before it begins", at: symbol.start) }
        guard let series = series(in: table, message) else { return .unknownSeries }
        guard let open = open.decimal(in: message) else { return notDecimal(open) }
        guard let high = high.decimal(in: message) else { return notDecimal(high) }
        guard let low = low.decimal(in: message) else { return notDecimal(low) }
        guard let close = close.decimal(in: message) else { return notDecimal(close) }
        guard let volume = volume.decimal(in: message) else { return notDecimal(volume) }
        let candle = Candle(
            openTime: Timestamp(wire: openTime), open: open, high: high, low: low, close: close, volume: volume,
            trades: trades)
        return .candle(
            CandleUpdate(
                series: series, candle: candle, closeTime: Timestamp(wire: closeTime),
                exchangeTime: Timestamp(wire: eventTime), isClosed: isClosed))
    }

    /// The usual case does without closures: they would capture the table, and count references to it for each message.
    @inline(__always)
    private func series(in table: SeriesTable, _ message: UnsafeRawBufferPointer) -> Int? {
        guard symbol.isEscaped || interval.isEscaped else {
            return table.index(symbol: symbol.written(in: message), timeframe: interval.written(in: message))
        }
        return symbol.withBytes(of: message) { symbol in
            interval.withBytes(of: message) { table.index(symbol: symbol, timeframe: $0) }
        }
    }

    private func notDecimal(_ text: JSONText) -> StreamMessage { .malformed("not a decimal", at: text.start) }
}

extension JSONText {
    /// Nowhere: the place of a text that has not been found yet.
    fileprivate static var none: JSONText { JSONText(start: 0, end: 0, isEscaped: false) }

    /// Whether both strings spell the same.
    @inline(__always)
    fileprivate func isEqual(to other: JSONText, in message: UnsafeRawBufferPointer) -> Bool {
        withBytes(of: message) { mine in other.withBytes(of: message) { mine.elementsEqual($0) } }
    }

    /// The number that the string spells in decimal; `nil` if it spells none.
    @inline(__always)
    fileprivate func decimal(in message: UnsafeRawBufferPointer) -> Double? {
        withBytes(of: message) { DecimalText.parse($0) }
    }
}

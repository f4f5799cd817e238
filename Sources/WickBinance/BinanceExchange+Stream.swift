import WickFeed
import WickMarket

extension BinanceExchange {
    public func subscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] {
        request("SUBSCRIBE", keys, id: id)
    }

    public func unsubscribeMessage(_ keys: [SeriesKey], id: Int) -> [UInt8] {
        request("UNSUBSCRIBE", keys, id: id)
    }

    public func decode(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        if let fields = KlineFastPath.scan(message) { return fields.update(from: message, in: table) }
        return MessageScanner.scan(message, in: table)
    }

    /// `{"method":"SUBSCRIBE","params":["btcusdt@kline_1m"],"id":1}`. Only the symbol goes in lower case. Nothing in a
    /// ``Symbol`` or a ``Timeframe`` needs escaping in JSON: they hold no quotes, backslashes or control characters.
    private func request(_ method: String, _ keys: [SeriesKey], id: Int) -> [UInt8] {
        let names = keys.map { "\"\($0.symbol.name.lowercased())@kline_\($0.timeframe.rawValue)\"" }
        return Array(#"{"method":"\#(method)","params":[\#(names.joined(separator: ","))],"id":\#(id)}"#.utf8)
    }
}

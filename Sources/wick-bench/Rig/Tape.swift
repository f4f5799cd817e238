import WickMarket

/// Stream messages that are built before they are sent: WebSocket frames, one behind the other.
struct Tape: Sendable {
    /// What one frame says.
    struct Message {
        var series: Int
        var candle: TickCandle
        var isClosed: Bool
        /// The exchange's time, in milliseconds.
        var time: Int64
    }

    private(set) var bytes: [UInt8] = []
    /// Where each frame ends.
    private(set) var ends: [Int] = []

    init(_ market: Market, _ messages: some Sequence<Message>) {
        let names = market.keys.map { (Array($0.symbol.name.lowercased().utf8), Array($0.symbol.name.utf8)) }
        var payload = WireBytes()
        var frames = WireBytes()
        for message in messages {
            payload.removeAll()
            Self.write(message, names[message.series], to: &payload)
            frames.textFrameHeader(payloadCount: payload.bytes.count)
            frames.text(payload.bytes)
            ends.append(frames.bytes.count)
        }
        bytes = frames.bytes
    }

    /// Every series once for each of these parts of a candle.
    init(_ market: Market, forming candle: Int, parts: Range<Int>, of whole: Int) {
        let time = market.openTime(candle) + 46_000
        self.init(
            market,
            parts.lazy.flatMap { part in
                market.keys.indices.lazy.map { series in
                    let shown = market.candle(series, candle, part: part, of: whole)
                    return Message(series: series, candle: shown, isClosed: false, time: time)
                }
            })
    }

    /// The close of a candle in every series.
    init(_ market: Market, closing candle: Int) {
        let time = market.openTime(candle + 1)
        self.init(
            market,
            market.keys.indices.lazy.map { series in
                Message(series: series, candle: market.candle(series, candle), isClosed: true, time: time)
            })
    }

    var count: Int { ends.count }

    /// Where the payload of a frame lies.
    func payload(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1]) + 4..<ends[index] }

    private static func write(_ message: Message, _ names: ([UInt8], [UInt8]), to out: inout WireBytes) {
        let candle = message.candle
        out.text(#"{"stream":""#)
        out.text(names.0)
        out.text(#"@kline_1m","data":{"e":"kline","E":"#)
        out.number(Int(message.time))
        out.text(#","s":""#)
        out.text(names.1)
        out.text(#"","k":{"t":"#)
        out.number(Int(candle.openTime))
        out.text(#","T":"#)
        out.number(Int(candle.closeTime))
        out.text(#","s":""#)
        out.text(names.1)
        out.text(#"","i":"1m","f":12368013,"L":12368913,"o":""#)
        out.decimal(candle.open, digits: 2)
        out.text(#"","c":""#)
        out.decimal(candle.close, digits: 2)
        out.text(#"","h":""#)
        out.decimal(candle.high, digits: 2)
        out.text(#"","l":""#)
        out.decimal(candle.low, digits: 2)
        out.text(#"","v":""#)
        out.decimal(candle.volume, digits: 3)
        out.text(#"","n":"#)
        out.number(candle.trades)
        if message.isClosed { out.text(#","x":true,"q":""#) } else { out.text(#","x":false,"q":""#) }
        out.text(#"423305.63773405","V":"125.94719700","Q":"230410.46415390","B":"0"}}}"#)
    }
}

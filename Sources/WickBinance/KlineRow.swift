import WickFeed
import WickMarket

/// A row of an answer to `klines`: an array in the order open time, open, high, low, close, base volume, close time,
/// quote volume, trades, and three more of no interest.
///
/// ```
/// [1588636800000,"8871.92000000","8888.00000000","8871.92000000","8887.62000000","47.66737000",
///  1588636859999,"423305.63773405",617,"25.94719700","230410.46415390","0"]
/// ```
struct KlineRow: Decodable {
    /// The row in our vocabulary.
    let candle: RESTCandle

    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        let openTime = Timestamp(wire: try row.decode(Int64.self))
        let open = try row.decode(WireDecimal.self).value
        let high = try row.decode(WireDecimal.self).value
        let low = try row.decode(WireDecimal.self).value
        let close = try row.decode(WireDecimal.self).value
        let volume = try row.decode(WireDecimal.self).value
        let closeTime = Timestamp(wire: try row.decode(Int64.self))
        _ = try row.decode(WireDecimal.self)
        let trades = try row.decode(Int64.self)
        candle = RESTCandle(
            candle: Candle(
                openTime: openTime, open: open, high: high, low: low, close: close, volume: volume, trades: trades),
            closeTime: closeTime)
    }
}

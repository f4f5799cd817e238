import WickMarket

/// The candles behind the simulated exchange, whatever their source. Times are milliseconds since 1970 UTC.
///
/// A market answers in *units*: the candles that it has as such, and that grow trade by trade. Longer candles are made
/// from them by ``KlineAssembler``. Used on the event loop only.
protocol Market: AnyObject {
    /// The symbols, in the order of `exchangeInfo`.
    var instruments: [Instrument] { get }
    /// The open time of the first candle that is played, where a recording begins; `nil` if the market goes on at any
    /// time.
    var beginning: Int64? { get }
    /// The place of a symbol in ``instruments``, by its upper-case name.
    func index(of name: String) -> Int?
    /// The candles of which those of `timeframe` are made; `nil` where the symbol has none.
    func unit(of instrument: Int, for timeframe: Timeframe) -> Timeframe?
    /// The earliest unit that opens at this time or later.
    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrAfter time: Int64) -> Kline?
    /// The latest unit that opens at this time or earlier.
    func unit(of instrument: Int, _ unit: Timeframe, opensAtOrBefore time: Int64) -> Kline?
    /// A number that follows from the market, the symbol and the time, for everything that chance decides about a unit.
    func chance(of instrument: Int, at openTime: Int64) -> UInt64
}

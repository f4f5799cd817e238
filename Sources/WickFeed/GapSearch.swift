import WickMarket

/// The state of looking for missing candles of one series.
struct GapSearch: Equatable, Sendable {
    /// The open time of the first candle that was missing.
    var from: Timestamp
    /// The open time of the last candle known to be missing.
    var upTo: Timestamp
    /// Candles found by requests.
    var filled = 0
    /// Candles that the exchange does not have.
    var holes = 0
    /// Slots from the one that is due on that the last answer left empty; what the next one leaves empty too are holes.
    var suspect: Range<Timestamp>?

    init(from: Timestamp, upTo: Timestamp) {
        (self.from, self.upTo) = (from, upTo)
    }
}

import WickMarket

/// A closed candle that is next in its series.
struct SequencedCandle: Equatable, Sendable {
    var candle: Candle
    var source: CandleSource
    var timeliness: ClosedCandle.Timeliness
    var holesBefore = 0
}

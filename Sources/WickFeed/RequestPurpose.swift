/// What a request is for.
enum RequestPurpose: Hashable, Sendable {
    /// The exchange's clock.
    case serverTime
    /// Rules and status of all symbols watched, or of one series' symbol.
    case instruments
    case instrument(series: Int)
    /// The history of a series before it goes live.
    case warmUp(series: Int)
    /// Missing candles of a series.
    case repair(series: Int)
    /// Whether a symbol moves whose stream is silent.
    case probe(series: Int)
    /// All symbols of the exchange.
    case symbolList
    /// What was asked for is not wanted any more; its answer is awaited all the same.
    case nothing
}

extension RequestPurpose {
    /// What may be asked of one series.
    static func all(of series: Int) -> [RequestPurpose] {
        [.instrument(series: series), .warmUp(series: series), .repair(series: series), .probe(series: series)]
    }

    /// Whether others go first: what is watched already is not to wait for the histories of what is added to it.
    var canWait: Bool {
        switch self {
        case .serverTime, .repair, .probe: false
        case .instruments, .instrument, .warmUp, .symbolList, .nothing: true
        }
    }
}

import WickMarket

/// How many signals there were since the start, by side.
struct SignalCount: Equatable, Sendable {
    private var long = 0, short = 0

    /// All that a filter of this side lets through; `nil` for both.
    subscript(side: Side?) -> Int {
        switch side {
        case .long?: long
        case .short?: short
        case nil: long + short
        }
    }

    mutating func count(_ side: Side) {
        switch side {
        case .long: long += 1
        case .short: short += 1
        }
    }
}

import WickMarket

/// Something that the screen asks, and that has all the keys until it is answered or left.
enum Dialog: Equatable {
    /// What to tell of.
    case alert(Prompt)
    /// Which symbol to watch, too.
    case symbol(SymbolSearch)
    /// Whether to watch a symbol no more, with so many alerts of its own.
    case removal(Symbol, alerts: Int)
    /// In which timeframe: the place of the chosen one in ``timeframes``.
    case timeframe(Int)

    /// How far a key goes along a line of choices.
    static func step(_ key: Key) -> Int {
        switch key {
        case .left, .up, .backTab, .character("h"), .character("k"): -1
        case .right, .down, .tab, .character("l"), .character("j"), .character("t"): 1
        default: 0
        }
    }

    /// The timeframes that are offered.
    static let timeframes: [Timeframe] = [
        .oneMinute, .threeMinutes, .fiveMinutes, .fifteenMinutes, .oneHour, .fourHours, .oneDay,
    ]
}

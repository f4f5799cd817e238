import WickEngine

extension WatchOrder {
    /// The order that comes after this one.
    var next: WatchOrder {
        let all = WatchOrder.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }

    /// What it goes by.
    var words: String {
        switch self {
        case .configured: "the configuration"
        case .change: "change, the greatest first"
        case .volume: "what was traded, the most first"
        case .rsi: "RSI, the highest first"
        case .symbol: "name"
        case .lastSignal: "the last signal, the newest first"
        }
    }
}

import WickEngine

extension WatchOrder {
    /// The order that comes after this one.
    var next: WatchOrder {
        let all = WatchOrder.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }
}

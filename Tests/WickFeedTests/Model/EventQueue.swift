/// Things to come, earliest first; those of the same time in the order in which they were added.
struct EventQueue<Element> {
    /// In descending order: the next one is taken from the end.
    private var waiting: [(time: Int64, element: Element)] = []

    var earliest: Int64? { waiting.last?.time }

    mutating func add(_ element: Element, at time: Int64) {
        var (low, high) = (0, waiting.count)
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].time > time { low = middle + 1 } else { high = middle }
        }
        waiting.insert((time, element), at: low)
    }

    mutating func popFirst() -> Element? { waiting.popLast()?.element }
}

import WickMarket

// The log, as one looks at it.
extension Engine {
    /// The records that a request asks for: those that its filter lets through, up to its end and a few behind it.
    ///
    /// - Parameter newest: the number of the newest record that may be shown.
    func page(_ request: SnapshotRequest, newest: Int) -> [SignalRecord] {
        guard let first = log.first else { return [] }
        let (filter, end) = (request.logFilter, min(max(0, request.logEnd ?? newest), newest))
        var index = min(end - first.number, log.count - 1)
        let behind = max(0, index + 1)
        var records: [SignalRecord] = []
        while index >= 0, records.count < request.logCount {
            if filter.matches(log[index]) { records.append(log[index]) }
            index -= 1
        }
        records.reverse()
        let wanted = records.count + min(max(0, request.logAhead), log.count)
        index = behind
        while index <= newest - first.number, records.count < wanted {
            if filter.matches(log[index]) { records.append(log[index]) }
            index += 1
        }
        return records
    }

    /// How many records a filter lets through since the start, those that the log has dropped included, and the number of
    /// the newest of them that is kept; 0 without one.
    func matches(_ filter: LogFilter, newest: Int) -> (count: Int, newest: Int) {
        if filter.isOpen { return (newest, newest) }
        let counts = filter.symbol.map { signalsOfSymbol[$0] ?? SignalCount() } ?? signals
        var (count, index) = (counts[filter.side], log.count - 1)
        while index >= 0, log[index].number > newest {
            if filter.matches(log[index]) { count -= 1 }
            index -= 1
        }
        while index >= 0, !filter.matches(log[index]) { index -= 1 }
        return (count, index >= 0 ? log[index].number : 0)
    }
}

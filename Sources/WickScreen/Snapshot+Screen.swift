import WickEngine

extension Snapshot {
    /// Whether a signal has come since an earlier snapshot that is worth a bell: late ones, which were never fresh, are not.
    public func hasFreshSignal(since earlier: Snapshot?) -> Bool {
        guard let earlier, logNewest > earlier.logNewest else { return false }
        let new = log.filter { $0.number > earlier.logNewest }
        return new.isEmpty || new.contains { !$0.isLate }
    }

    /// Whether the exchange has sent nothing yet, so that the simulated one is offered.
    var offersSimulator: Bool { mode == .live && dataAge == nil && status.state != .live }

    /// Whether what is shown of the selected series may be out of date.
    var isSelectedStale: Bool { status.state.isStale || selected?.state.isStale ?? false }
}

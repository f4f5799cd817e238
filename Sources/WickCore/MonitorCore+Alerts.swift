import WickEngine
import WickFeed
import WickMarket

extension MonitorCore {
    /// What to tell of from now on, as ``CoreEvent/alert(_:_:)``: at most `AlertBook.alertsMax` alerts.
    /// - Returns: the symbols among them that are not watched, each once: nothing is told of these.
    @discardableResult
    public func watch(for alerts: [Alert]) -> [Symbol] {
        self.alerts.set(alerts)
        // One that has a price already is told of its next move.
        for series in feed.order { checkAlerts(forming: series) }
        return Set(alerts.compactMap(\.symbol)).subtracting(symbols).sorted()
    }

    func checkAlerts(forming series: Int) {
        guard alerts.watchesPrice(of: feed.router.keys[series].symbol),
            let candle = feed.router.buffers[series].forming
        else { return }
        tell(alerts.take(forming: candle, of: feed.router.keys[series]))
    }

    func checkAlerts(_ closed: ClosedCandle, _ key: SeriesKey, _ record: SignalRecord?) {
        tell(alerts.take(closed, of: key, rsi: engine.lastDecision(of: closed.series)?.readings.rsi))
        if let record { tell(alerts.take(record)) }
    }

    private func tell(_ events: [AlertEvent]) {
        for event in events { observe?(.alert(event, feed.exchangeTime)) }
    }
}

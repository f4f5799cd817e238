import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy

// The engine behind the feed, as the core has it, and what its indicators have to be.
extension Simulation {
    static let strategy = { () -> any Strategy in
        do {
            return try StrategyCatalog.all[0].make(parameters: [:], minCandlesRequired: 1)
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static func makeEngine(_ keys: [SeriesKey], bufferSize: Int) -> Engine {
        Engine(
            series: keys.map { ($0, strategy) }, risk: RiskEngine(settings: RiskSettings()), bufferSize: bufferSize,
            makeStrategy: { _ in strategy })
    }

    /// Has the engine take in what the feed tells.
    func pass(_ event: FeedEvent) {
        switch event {
        case .closed(let closed):
            _ = engine.take(closed, in: feed.router.buffers[closed.series])
            guard let number = number(of: closed.series) else { return }
            faultless[number].append(closed.candle, followsHole: closed.holesBefore > 0)
            compare(closed.series, number)
        case .corrected(let series, let candle):
            engine.rebuild(series, from: feed.router.buffers[series])
            guard let number = number(of: series) else { return }
            faultless[number].correct(candle)
            compare(series, number)
        case .added(let series, let key):
            engine.add(key, at: series)
            if let number = keys.firstIndex(of: key) { faultless[number] = FaultlessRun(Self.strategy) }
        case .removed(let series): engine.remove(series)
        case .instrument(let series, let instrument): engine.take(rules: instrument.rules, of: series)
        case .repaired, .status, .notice, .timeframe, .banned: break
        }
    }

    private func compare(_ series: Int, _ number: Int) {
        let (said, due) = (engine.lastDecision(of: series), faultless[number].decision)
        if said != due { fail("\(keys[number]): the engine says \(said as Any), a run without faults \(due as Any)") }
    }
}

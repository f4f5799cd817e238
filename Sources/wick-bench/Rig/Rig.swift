import CAllocations
import Dispatch
import Synchronization
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickRisk
import WickStrategy

/// The core that `wick` runs, connected to an ``ExchangeServer``.
final class Rig: Sendable {
    /// What the core has told.
    struct Told: Sendable {
        var closedFromStream = 0, signals = 0, gaps = 0
        var warnings: [String] = []
    }

    let market: Market
    let server: ExchangeServer
    let core: MonitorCore
    private let told: Shared<Told>

    /// A core that has its history and has subscribed.
    /// - Parameter observe: is told everything, on the core.
    init(
        symbols: Int, historyCount: Int = 40, bufferSize: Int = 500,
        observe: @escaping @Sendable (CoreEvent) -> Void = { _ in }
    ) throws {
        market = try Market(symbols: symbols, historyCount: historyCount)
        server = try ExchangeServer(market)
        let told = Shared(Told())
        self.told = told
        core = MonitorCore(
            loop: try EventLoop(name: "wick-core", options: NetworkOptions()),
            feed: try Self.feed(of: market, port: server.port, bufferSize: bufferSize),
            engine: try Self.engine(for: market.keys, bufferSize: bufferSize),
            options: CoreOptions(exchangeTitle: "benchmark", mode: .live, timeframe: Market.timeframe)
        ) { event in
            told.value.withLock { $0.note(event) }
            observe(event)
        }
        onCore { $0.start() }
        try server.waitForSubscriptions(symbols, seconds: 120)
    }

    static func feed(of market: Market, port: Int, bufferSize: Int) throws -> Feed {
        var settings = FeedSettings()
        settings.bufferSize = bufferSize
        settings.heartbeat = .seconds(3600)  // the server sends frames of its own between the answers
        return Feed(
            exchange: try BenchmarkExchange(port: port), keys: market.keys, settings: settings, userAgent: "wick-bench",
            random: SystemRandomNumberGenerator(), now: .now)
    }

    static func engine(for keys: [SeriesKey], bufferSize: Int, mayBeCorrected: Bool = true) throws -> Engine {
        let kind = StrategyCatalog.all[0]
        return Engine(
            series: try keys.map { ($0, try kind.make(parameters: [:], minCandlesRequired: 30)) },
            risk: RiskEngine(settings: RiskSettings()), bufferSize: bufferSize, mayBeCorrected: mayBeCorrected)
    }

    /// Stops all of it.
    func stop() {
        let done = DispatchSemaphore(value: 0)
        Task {
            await core.stop()
            done.signal()
        }
        done.wait()
        core.loop.stop()
        _ = core.loop.waitForEnd(timeout: .seconds(2))
        server.stop()
    }

    /// Runs `body` on the core and waits for it.
    func onCore<Value: Sendable>(_ body: @escaping @Sendable (isolated MonitorCore) -> Value) -> Value {
        let (done, result) = (DispatchSemaphore(value: 0), Shared<Value?>(nil))
        core.loop.execute { [core] in
            core.assumeIsolated { core in
                let value = body(core)
                result.value.withLock { $0 = value }
            }
            done.signal()
        }
        while true {
            done.wait()
            if let value = result.value.withLock({ $0 }) { return value }
        }
    }

    /// Processor time of the core's thread so far, in nanoseconds.
    var coreTime: Int { onCore { _ in ThreadTime.now } }

    /// Blocks that the core's thread has allocated so far.
    var coreAllocations: Int { onCore { _ in Int(allocations_of_this_thread()) } }

    /// What the core has told so far.
    var whatWasTold: Told { told.value.withLock { $0 } }

    // MARK: Checks

    /// What is wrong with the candles of the monitor when `closed` candles of each series came through the stream, whose
    /// last has this index; empty if all is as sent.
    func flaws(closed: Int, last: Int) -> [String] {
        let ledger = onCore { $0.ledger }
        var expected = Ledger()
        (expected.fromStream, expected.fromREST) = (closed * market.keys.count, market.historyCount * market.keys.count)
        // History that is answered before the exchange's clock lacks its last candle, which is fetched then.
        expected.repairs = ledger.repairs
        var flaws: [String] = []
        if ledger != expected { flaws.append("the account is \(ledger), not \(expected)") }
        let told = whatWasTold
        if told.closedFromStream != expected.fromStream {
            flaws.append("\(told.closedFromStream) closed candles were told, not \(expected.fromStream)")
        }
        if let warning = told.warnings.first { flaws.append("\(told.warnings.count) warnings, the first: \(warning)") }
        for series in market.keys.indices {
            if let flaw = flaw(of: series, last: last) { return flaws + [flaw] }
        }
        return flaws
    }

    private func flaw(of series: Int, last: Int) -> String? {
        let key = market.keys[series]
        guard let candles = onCore({ $0.candles(key) }), !candles.isEmpty else { return "\(key) has no candles" }
        for place in 0..<candles.count {
            let index = last - (candles.count - 1 - place)
            guard candles[place] == market.candle(series, index).candle else {
                return "\(key): candle \(index) is \(candles[place]), not \(market.candle(series, index).candle)"
            }
        }
        return nil
    }
}

extension Rig.Told {
    fileprivate mutating func note(_ event: CoreEvent) {
        switch event {
        case .closed(let closed, _): if closed.source == .stream { closedFromStream += 1 }
        case .signal: signals += 1
        case .gap: gaps += 1
        case .corrected: break
        case .status, .alert: break
        case .notice(let notice): if notice.level == .warning, warnings.count < 100 { warnings.append(notice.text) }
        }
    }
}

import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy

extension MonitorCore {
    /// Carries a command out on the core, and returns at once: for the screen's thread, which waits for nobody. What came of
    /// it is in the next snapshots. A core that does not run, or whose engine knows no strategy to add, does nothing.
    public nonisolated func send(_ command: MonitorCommand) {
        loop.execute { self.assumeIsolated { $0.perform(command) } }
    }

    private func perform(_ command: MonitorCommand) {
        guard phase == .running, engine.canAdd else { return }
        let now = loop.now
        recorder?.note(.commanded(RecordedCommand(command)), at: now)
        switch command {
        case .add(let symbol):
            guard feed.add(symbol, now: now) else { return }
            note("\(symbol) is watched from now on")
        case .remove(let symbol):
            guard feed.remove(symbol, now: now) else { return }
            note("\(symbol) is watched no more")
        case .move(let symbol, let place):
            feed.move(symbol, to: place)
        case .setTimeframe(let timeframe):
            guard feed.exchange.timeframes.contains(timeframe) else { return }
            feed.setTimeframe(timeframe, now: now)
            note("the timeframe is to be \(timeframe)")
        }
        presenter.noteNewView()
        settle()
    }

    /// Decides by other strategies, and sizes by other risk settings, from the next candle on. No candle is lost, and no
    /// signal is given anew.
    ///
    /// - Parameters:
    ///   - change: the new parts.
    ///   - facts: what a replay of the recording has to know of it, by name.
    public nonisolated func apply(_ change: EngineChange, facts: [String: String]) {
        loop.execute {
            self.assumeIsolated { core in
                core.recorder?.note(.configured(facts), at: core.loop.now)
                core.engine.apply(change, buffers: core.feed.router.buffers)
                core.presenter.noteNewView()
                core.publishIfDue()
            }
        }
    }

    private func note(_ text: String) { observe?(.notice(FeedNotice(.info, text))) }
}

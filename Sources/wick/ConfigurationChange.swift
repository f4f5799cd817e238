import WickConfiguration
import WickEngine
import WickMarket

/// What differs between the configuration in force and one that was read again.
struct ConfigurationChange {
    /// What the core is to do about symbols and timeframe, in this order: the new ones come before the old ones go.
    let commands: [MonitorCommand]
    let changesStrategy, changesRisk, changesAlerts: Bool
    /// Whether something else differs, which takes effect at the next start.
    let needsRestart: Bool
    private let parts: [String]

    init(from now: Configuration, to next: Configuration) {
        let added = next.symbols.filter { !now.symbols.contains($0) }
        let removed = now.symbols.filter { !next.symbols.contains($0) }
        var commands = added.map { MonitorCommand.add($0) } + removed.map { .remove($0) }
        if next.symbols != now.symbols {
            for (place, symbol) in next.symbols.enumerated() { commands.append(.move(symbol, to: place)) }
        }
        if next.timeframe != now.timeframe { commands.append(.setTimeframe(next.timeframe)) }
        self.commands = commands
        changesStrategy =
            next.strategy != now.strategy || next.advanced.minCandlesRequired != now.advanced.minCandlesRequired
        changesRisk = next.risk != now.risk
        changesAlerts = next.alerts != now.alerts
        var rest = next
        (rest.symbols, rest.timeframe, rest.strategy) = (now.symbols, now.timeframe, now.strategy)
        (rest.risk, rest.riskFile, rest.alerts) = (now.risk, now.riskFile, now.alerts)
        rest.advanced.minCandlesRequired = now.advanced.minCandlesRequired
        needsRestart = rest != now
        func names(_ symbols: [Symbol]) -> String { symbols.map(\.name).joined(separator: " ") }
        parts = [
            added.isEmpty ? "" : "\(names(added)) added", removed.isEmpty ? "" : "\(names(removed)) removed",
            next.timeframe == now.timeframe ? "" : "timeframe \(next.timeframe)",
            changesStrategy ? "strategy changed" : "", changesRisk ? "risk changed" : "",
            changesAlerts ? "alerts changed" : "",
            needsRestart ? "other keys take effect at the next start" : "",
        ]
    }

    /// In a few words.
    var words: String {
        let said = parts.filter { !$0.isEmpty }
        return said.isEmpty ? "nothing has changed" : said.joined(separator: ", ")
    }
}

import WickMarket

// The state of it all, in one word and a few more.
extension Feed {
    /// Works out the state and tells it if it has changed.
    mutating func refreshStatus(now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        if isNamingDue { (symbolsInTrouble, isNamingDue) = (nameSymbolsInTrouble(), false) }
        setStatus(currentStatus(now: now))
    }

    /// The most symbols that a status names.
    private static let namedMax = 5

    /// `; MATICUSDT: BREAK, LUNAUSDT: HALT and 3 more`, or nothing.
    private func nameSymbolsInTrouble() -> String {
        let all = watchlist.filter { series[$0.series].trouble != nil }
        guard !all.isEmpty else { return "" }
        let names = all.prefix(Self.namedMax).map { "\($0.symbol): \(series[$0.series].trouble ?? "")" }
        return "; \(names.joined(separator: ", "))"
            + (all.count > names.count ? " and \(all.count - names.count) more" : "")
    }

    mutating func setStatus(_ new: FeedStatus) {
        guard new != status else { return }
        status = new
        events.append(.status(new))
    }

    /// The worst of what is true: no connection, no data or old data, no history, missing candles. Before the first data the
    /// history is what one waits for.
    private func currentStatus(now: ContinuousClock.Instant) -> FeedStatus {
        guard series.indices.contains(where: { series[$0].isServed }) else { return statusOfNothing() }
        let links = shards.indices.map { link($0, now: now) }
        if let status = statusOfConnections(links, now: now) { return status }
        let beforeData = lastDataAt == nil ? statusOfHistory() : nil
        var status =
            beforeData ?? statusOfData(links) ?? statusOfHistory() ?? statusOfGaps(now: now)
            ?? FeedStatus(state: .live, detail: flows(links) ? "data flows" : "nothing is traded")
        if !symbolsInTrouble.isEmpty { status.detail += symbolsInTrouble }
        return status
    }

    private func flows(_ links: [LinkState]) -> Bool { links.contains(.live) || links.contains(.rotating) }

    /// Without a symbol to watch there is nothing to wait for. But one that was taken away or added at run time has
    /// somebody before the screen, who can mend it.
    private func statusOfNothing() -> FeedStatus {
        if watchlist.isEmpty { return FeedStatus(state: .live, detail: "no symbol is watched") }
        let reasons = watchlist.map { series[$0.series].unavailable ?? Self.unknownSymbol }
        if reasons.allSatisfy({ $0 == Self.unknownSymbol }) {
            let detail = "none of the symbols exists on \(exchange.title)"
            return FeedStatus(state: isChanged || lastDataAt != nil ? .stale : .stopped, detail: detail)
        }
        // They may come back, and are asked for now and then.
        let words = zip(watchlist, reasons).prefix(3).map { "\($0.symbol): \($1)" }.joined(separator: ", ")
        return FeedStatus(state: .stale, detail: "no symbol has candles now (\(words))")
    }

    private func statusOfConnections(_ links: [LinkState], now: ContinuousClock.Instant) -> FeedStatus? {
        guard links.contains(where: { $0 == .connecting || $0 == .reconnecting }) else { return nil }
        let down = zip(shards, links).filter { $1 == .connecting || $1 == .reconnecting }.map(\.0)
        if let waiting = down.first(where: { $0.retryAt != nil }) {
            let isBanned = connectsBlockedUntil.map { now < $0 } ?? false
            return FeedStatus(
                state: .reconnecting, detail: isBanned && !banWords.isEmpty ? banWords : waiting.lastTrouble,
                attempt: waiting.backoff.failures,
                retryAt: waiting.retryAt)
        }
        return down.first.map {
            FeedStatus(
                state: $0.wasEverOpen ? .reconnecting : .connecting, detail: "connecting", attempt: $0.backoff.failures)
        }
    }

    private func statusOfHistory() -> FeedStatus? {
        var (warm, all) = (0, 0)
        for number in series.indices where series[number].isServed {
            all += 1
            if series[number].sequencer.isWarm { warm += 1 }
        }
        guard warm < all else { return nil }
        let progress = clock.told == nil ? "asking for the time" : "fetching history: \(warm) of \(all)"
        let trouble = requestTrouble.map { " (\($0))" } ?? ""
        return FeedStatus(state: lastDataAt == nil ? .connecting : .lagging, detail: progress + trouble)
    }

    private func statusOfData(_ links: [LinkState]) -> FeedStatus? {
        if links.contains(.waiting) {
            return FeedStatus(state: lastDataAt == nil ? .connecting : .reconnecting, detail: "waiting for data")
        }
        if links.contains(.stale) {
            return FeedStatus(
                state: .stale, detail: "no data for more than \(settings.staleAfter.components.seconds) s")
        }
        guard links.contains(.lagging) else { return nil }
        return FeedStatus(
            state: .lagging, detail: "data comes more than \(Self.latenessMax.components.seconds) s late")
    }

    private func statusOfGaps(now: ContinuousClock.Instant) -> FeedStatus? {
        let repairing = series.indices.filter { series[$0].isServed && series[$0].sequencer.missing != nil }
        guard let first = repairing.first else { return nil }
        let others = repairing.count > 1 ? " and \(repairing.count - 1) more" : ""
        let hindrance = requests.isBlocked(now: now) ? requestTrouble.map { " (\($0))" } ?? "" : ""
        let detail = "missing candles of \(series[first].key)\(others) are being fetched\(hindrance)"
        return FeedStatus(state: .lagging, detail: detail)
    }
}

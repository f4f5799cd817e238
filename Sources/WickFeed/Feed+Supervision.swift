import WickMarket
import WickWebSocket

// Whether data comes, judged by data: each stream by itself, and each connection as a whole.
extension Feed {
    /// The trades that a symbol usually makes in the silence after which its stream is looked into. By chance alone, twenty
    /// fail to come once in half a billion times.
    static let tradesMissed = 20.0
    /// The newest closed candles that tell how often a symbol trades.
    static let candlesJudged = 5
    /// Data is late that comes so long after the exchange sent it.
    static let latenessMax: Duration = .seconds(5)

    /// Looks at each series that has been silent for a while; at most one question is asked at a time.
    mutating func lookIntoSilence(now: ContinuousClock.Instant) {
        var mayAsk = !requests.isBlocked(now: now)
        for offset in series.indices {
            let number = (lastLookedInto + 1 + offset) % series.count
            guard let since = silenceStart(number), since.duration(to: now) >= settings.silenceMin else { continue }
            let isAlone = hasData(shard: series[number].shard, within: settings.silenceMin, now: now)
            let limit = isAlone ? usualSilence(number) : settings.silenceMin
            let step = series[number].watch.check(
                heard: series[number].lastMessageAt, since: since, limit: limit, isAlone: isAlone,
                // Who cannot ask has to do without an answer.
                mayAsk: mayAsk || (!isAlone && requests.isBlocked(now: now)), now: now)
            switch step {
            case .none: break
            case .ask:
                (mayAsk, lastLookedInto) = (false, number)
                requests.add(.probe(series: number), notBefore: now)
            case .subscribeAnew: subscribeAnew(number, now: now)
            case .reconnect:
                giveUp(number, isAlone: isAlone, silentFor: since.duration(to: now), now: now)
                return  // The others of that connection begin anew.
            }
        }
    }

    /// Since when a series that should bring data is silent; `nil` if it is not subscribed.
    private func silenceStart(_ number: Int) -> ContinuousClock.Instant? {
        let (subscribedAt, heardAt) = (series[number].$subscribedAt, series[number].$lastMessageAt)
        guard series[number].isServed, let start = subscribedAt.wrappedValue else { return nil }
        return max(heardAt.wrappedValue ?? start, start)
    }

    /// Whether an open connection of a shard has brought data lately.
    private func hasData(shard: Int, within span: Duration, now: ContinuousClock.Instant) -> Bool {
        for index in connections.indices where connections[index].shard == shard && connections[index].phase == .open {
            let heardAt = connections[index].$lastDataAt
            if let heard = heardAt.wrappedValue, heard.duration(to: now) < span { return true }
        }
        return false
    }

    /// The silence that is usual for a symbol, by how often it trades.
    private func usualSilence(_ number: Int) -> Duration {
        let buffer = router.buffers[number]
        let count = min(buffer.count, Self.candlesJudged)
        let trades = (0..<count).reduce(Int64(0)) { $0 &+ buffer[buffer.count - 1 - $1].trades }
        guard trades > 0 else { return settings.silenceMax }
        let seconds = Double(count) * Double(series[number].key.timeframe.milliseconds) / 1000
        let usual = min(Self.tradesMissed * seconds / Double(trades), 1e6)
        return min(max(.seconds(usual), settings.silenceMin), settings.silenceMax)
    }

    /// Takes the answer to the question whether a silent symbol moves.
    mutating func takeProbe(_ rows: [RESTCandle], _ number: Int, now: ContinuousClock.Instant) {
        let known = series[number].watch.progress ?? router.latest(number).map(TradeProgress.init)
        let hasMoved = rows.contains { row in known.map { $0.isPassed(by: row.candle) } ?? (row.candle.trades > 0) }
        series[number].watch.take(
            hasMoved: hasMoved, progress: rows.last.map { TradeProgress($0.candle) }, now: now)
        series[number].sequencer.noteShown(rows)
        guard !hasMoved else { return }
        notice(.debug, "\(series[number].key) is quiet: nothing is traded")
        if series[number].watch.isQuietForLong { hasFallenQuiet = true }
    }

    private mutating func subscribeAnew(_ number: Int, now: ContinuousClock.Instant) {
        let shard = series[number].shard
        for index in connections.indices where connections[index].shard == shard && connections[index].phase == .open {
            guard connections[index].subscribed.remove(number) != nil else { continue }
            connections[index].toUnsubscribe.append(series[number].key)
            connections[index].toSubscribe.append(number)
            subscribeMore(index, now: now)
        }
        notice(.warning, "\(series[number].key): its stream is silent though it trades; it is subscribed anew")
    }

    /// A connection that brings other data serves on until the next one has shown that it does.
    private mutating func giveUp(
        _ number: Int, isAlone: Bool, silentFor silence: Duration, now: ContinuousClock.Instant
    ) {
        let shard = series[number].shard
        guard let index = connections.lastIndex(where: { $0.shard == shard && $0.phase == .open }) else { return }
        let seconds = silence.components.seconds
        if isAlone {
            replace(index, why: "no data of \(series[number].key) for \(seconds) s", now: now)
        } else {
            lose(index, reason: "no data for \(seconds) s", now: now)
        }
    }

    /// Whether a connection brings nothing while another one of its shard does.
    func isMute(_ index: Int, now: ContinuousClock.Instant) -> Bool {
        let kept = connections[index].$subscribedAt
        guard connections[index].awaitsData, let subscribedAt = kept.wrappedValue,
            subscribedAt.duration(to: now) >= settings.firstFrameDeadline
        else { return false }
        let shard = connections[index].shard
        for other in connections.indices where other != index && connections[other].shard == shard {
            guard connections[other].phase == .open, let heard = connections[other].lastDataAt else { continue }
            if heard > subscribedAt { return true }
        }
        return false
    }

    // MARK: States

    /// Where one connection stands.
    func link(ofConnection index: Int, now: ContinuousClock.Instant) -> LinkState {
        let shard = connections[index].shard
        if isStopped { return .stopped }
        guard isServing(shard) else { return .idle }
        switch connections[index].phase {
        case .connecting:
            let isNext = connections.indices.contains {
                connections[$0].shard == shard && connections[$0].isOutgoing && connections[$0].phase == .open
            }
            return shards[shard].wasEverOpen && !isNext ? .reconnecting : .connecting
        case .closing: return .rotating
        case .open:
            if connections[index].isOutgoing { return .rotating }
            let heardAt = connections[index].$lastDataAt
            return link(of: shard, newest: heardAt.wrappedValue, now: now)
        }
    }

    private func isServing(_ shard: Int) -> Bool { shards[shard].series.contains { series[$0].isServed } }

    /// Where the connections of a shard stand, all together.
    func link(_ shard: Int, now: ContinuousClock.Instant) -> LinkState {
        if isStopped { return .stopped }
        guard isServing(shard) else { return .idle }
        var (isOpen, isRotating, newest) = (false, false, ContinuousClock.Instant?.none)
        for index in connections.indices where connections[index].shard == shard && connections[index].phase == .open {
            isOpen = true
            if connections[index].isOutgoing { isRotating = true }
            let heardAt = connections[index].$lastDataAt
            if let heard = heardAt.wrappedValue { newest = max(newest ?? heard, heard) }
        }
        guard isOpen else {
            return shards[shard].wasEverOpen || shards[shard].retryAt != nil ? .reconnecting : .connecting
        }
        let state = link(of: shard, newest: newest, now: now)
        return state == .live && isRotating ? .rotating : state
    }

    /// What the newest data of open connections says.
    private func link(of shard: Int, newest: ContinuousClock.Instant?, now: ContinuousClock.Instant) -> LinkState {
        let isQuiet = shards[shard].series.allSatisfy { !series[$0].isServed || series[$0].watch.isQuiet }
        guard let newest else { return isQuiet ? .quiet : .waiting }
        if newest.duration(to: now) >= settings.staleAfter { return isQuiet ? .quiet : .stale }
        return clock.isSteady && (shards[shard].lateness ?? .zero) >= Self.latenessMax ? .lagging : .live
    }

    /// How long after the exchange sent it the freshest of the data of the last seconds came; `nil` if that cannot be told.
    func lateness(_ shard: Int, now: ContinuousClock.Instant) -> Duration? {
        var least: Duration?
        for number in shards[shard].series {
            let heardAt = series[number].$lastMessageAt
            guard let heard = heardAt.wrappedValue, heard.duration(to: now) < Self.latenessMax,
                let time = clock.reckoned(at: heard)
            else { continue }
            let late = Duration.milliseconds(time.milliseconds(since: series[number].lastStamp))
            least = min(least ?? late, late)
        }
        return least
    }

    // MARK: Symbols that change

    /// Asks now and then whether the symbols are still there, and whether those that were not are back.
    mutating func recheckSymbols(now: ContinuousClock.Instant) {
        guard let checked = symbolsCheckedAt else {
            (symbolsCheckedAt, missingCheckedAt) = (now, now)
            return
        }
        let interval = hasFallenQuiet ? settings.recheckIntervalOfMissing : settings.recheckInterval
        if checked.duration(to: now) >= interval {
            (symbolsCheckedAt, hasFallenQuiet) = (now, false)
            requests.add(.instruments, notBefore: now)
        }
        guard let missing = missingCheckedAt, missing.duration(to: now) >= settings.recheckIntervalOfMissing else {
            return
        }
        missingCheckedAt = now
        let absent = series.indices.filter { !series[$0].isRemoved && series[$0].trouble != nil }
        for number in absent.prefix(Self.missingRecheckedMax) {
            requests.add(.instrument(series: number), notBefore: now)
        }
    }

    /// The most symbols that are asked for one by one at a time: each question is as dear as one for all.
    static let missingRecheckedMax = 10

    /// A symbol has candles again: it goes on where it was.
    mutating func setAvailable(_ number: Int, now: ContinuousClock.Instant) {
        guard series[number].unavailable != nil else { return }
        series[number].unavailable = nil
        isNamingDue = true
        series[number].watch = SilenceWatch()
        notice(.info, "\(series[number].key.symbol): \(exchange.title) has candles of it again")
        if !series[number].sequencer.isWarm, clock.told != nil { requests.add(.warmUp(series: number), notBefore: now) }
        join(number, now: now)
        subscribeAll(now: now)
    }

    /// Has a series subscribed on the connections of its shard.
    mutating func join(_ number: Int, now: ContinuousClock.Instant) {
        let shard = series[number].shard
        for index in connections.indices where connections[index].shard == shard && connections[index].phase == .open {
            guard !connections[index].subscribed.contains(number), !connections[index].toSubscribe.contains(number)
            else { continue }
            connections[index].toSubscribe.append(number)
        }
        ensureConnection(shard: shard, now: now)
    }
}

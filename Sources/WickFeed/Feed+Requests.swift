import WickMarket
import WickWebSocket

// Requests: history, missing candles, the clock and the rules.
extension Feed {
    /// Why a symbol is unavailable that the exchange does not name.
    public static let unknownSymbol = "unknown symbol"
    /// The longest answer, in bytes, that is read between two messages: some 2 ms.
    static let answerInlineMax = 64 << 10

    /// A request was answered, or failed on the way for the reason in words.
    public mutating func answered(
        _ id: RequestID, _ result: Result<HTTPResponse, RequestTrouble>, now: ContinuousClock.Instant
    ) {
        guard let sent = requests.answered(id), !isStopped else { return }
        do throws(ExchangeFailure) {
            switch result {
            case .failure(let trouble):
                throw ExchangeFailure(kind: .serverSide, status: 0, message: trouble.reason)
            case .success(let response):
                if let used = exchange.usedWeight(in: response) { requests.noteUsedWeight(used) }
                try take(response, of: id, for: sent, now: now)
                requestTrouble = nil
            }
        } catch {
            failed(sent.purpose, error, now: now)
        }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func take(
        _ response: HTTPResponse, of id: RequestID, for sent: RequestQueue.Sent, now: ContinuousClock.Instant
    ) throws(ExchangeFailure) {
        switch sent.purpose {
        case .serverTime:
            take(time: try exchange.serverTime(from: response), now: now)
        case .instruments, .instrument, .symbolList:
            guard response.body.count <= Self.answerInlineMax else {
                decoding[id] = sent
                actions.append(.decode(id, response))
                return
            }
            try take(try exchange.instruments(from: response), for: sent.purpose, now: now)
        case .nothing:
            break
        case .probe(let number):
            takeProbe(try exchange.candles(from: response, of: series[number].key), number, now: now)
        case .warmUp(let number):
            let rows = try exchange.candles(from: response, of: series[number].key)
            takeHistory(rows, number, asked: sent.asked, now: now)
        case .repair(let number):
            let rows = try exchange.candles(from: response, of: series[number].key)
            takeRepair(rows, number, asked: sent.asked, now: now)
            return  // which has said whether it brought what was asked for
        }
        requests.succeeded(sent.purpose)
    }

    /// An answer was read elsewhere, as ``FeedAction/decode(_:_:)`` asks.
    public mutating func decoded(
        _ id: RequestID, _ result: Result<[Instrument], ExchangeFailure>, now: ContinuousClock.Instant
    ) {
        guard let sent = decoding.removeValue(forKey: id), !isStopped else { return }
        do throws(ExchangeFailure) {
            try take(try result.get(), for: sent.purpose, now: now)
            requests.succeeded(sent.purpose)
            requestTrouble = nil
        } catch {
            failed(sent.purpose, error, now: now)
        }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func failed(_ purpose: RequestPurpose, _ failure: ExchangeFailure, now: ContinuousClock.Instant) {
        requestTrouble = "\(failure)"
        if purpose != .nothing { notice(.warning, "request for \(describe(purpose)) failed: \(failure)") }
        if let pause = failure.pause { obey(failure, for: pause, now: now) }
        switch (purpose, failure.kind) {
        case (.warmUp(let number), .unknownSymbol), (.instrument(let number), .unknownSymbol),
            (.repair(let number), .unknownSymbol), (.probe(let number), .unknownSymbol):
            setUnavailable(number, Self.unknownSymbol, now: now)
        case (.instruments, .unknownSymbol):
            for number in series.indices
            where series[number].isServed && symbolsAsked.contains(series[number].key.symbol) {
                requests.add(.instrument(series: number), notBefore: now)
            }
        case (.symbolList, _):
            symbolList = .failed("\(failure)")
            symbolListAt = now
        case (.nothing, _):
            break
        default:
            requests.addAgain(purpose, now: now)
        }
        if case .warmUp(let number) = purpose { series[number].hasTriedWarmUp = true }
        subscribeAll(now: now)
    }

    /// No request for so long; of a ban that a request is told of, connects are a part.
    private mutating func obey(_ failure: ExchangeFailure, for pause: Duration, now: ContinuousClock.Instant) {
        requests.block(until: now + pause)
        var addresses = [exchange.restURL]
        if case .banned = failure.kind {
            blockConnects(until: now + pause)
            addresses.append(exchange.streamURL)
        }
        guard let words = noteBan(of: addresses, failure, for: pause, now: now) else { return }
        requestTrouble = words
        if addresses.count > 1 { banWords = words }
    }

    // MARK: The clock

    private mutating func take(time: Timestamp, now: ContinuousClock.Instant) {
        let isFirst = clock.told == nil
        clock.take(answer: time, now: now)
        for number in series.indices {
            // A stamp that was too far ahead must not outlast the clock that believed it.
            series[number].lastStamp = min(series[number].lastStamp, clock.told ?? time)
            if isFirst, series[number].isServed { requests.add(.warmUp(series: number), notBefore: now) }
        }
    }

    // MARK: Instruments

    private mutating func take(
        _ instruments: [Instrument], for purpose: RequestPurpose, now: ContinuousClock.Instant
    ) throws(ExchangeFailure) {
        guard !instruments.isEmpty else {
            throw ExchangeFailure(kind: .malformed, status: 200, message: "the answer names no symbols")
        }
        switch purpose {
        case .instruments:
            let asked = series.indices.filter {
                series[$0].isServed && symbolsAsked.contains(series[$0].key.symbol)
            }
            take(instruments, asked: asked, now: now)
        case .instrument(let number):
            if !series[number].isRemoved { take(instruments, asked: [number], now: now) }
        case .symbolList:
            symbolList = .known(
                instruments.sorted { $0.symbol < $1.symbol }.prefix(SymbolList.max).map(ListedSymbol.init))
            symbolListAt = now
        case .serverTime, .warmUp, .repair, .probe, .nothing:
            break
        }
    }

    private mutating func take(_ instruments: [Instrument], asked: [Int], now: ContinuousClock.Instant) {
        let bySymbol = Dictionary(instruments.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
        for number in asked {
            guard let instrument = bySymbol[series[number].key.symbol] else {
                setUnavailable(number, Self.unknownSymbol, now: now)
                continue
            }
            setInstrument(instrument, of: number)
            switch instrument.status {
            case .unavailable(let word): setUnavailable(number, word, now: now)
            case .trading, .halted: setAvailable(number, now: now)
            }
        }
    }

    mutating func setInstrument(_ instrument: Instrument, of number: Int) {
        noteStatus(instrument.status, of: number)
        series[number].instrument = instrument
        events.append(.instrument(series: number, instrument))
    }

    private mutating func noteStatus(_ status: InstrumentStatus, of number: Int) {
        let before = series[number].instrument?.status
        guard status != before else { return }
        isNamingDue = true
        switch (before, status) {
        case (_, .halted(let word)):
            notice(.warning, "\(series[number].key.symbol): not traded on \(exchange.title) now (\(word))")
        case (.halted, .trading):
            notice(.info, "\(series[number].key.symbol): traded on \(exchange.title) again")
        case (_, .trading), (_, .unavailable):
            break
        }
    }

    // MARK: History

    private mutating func takeHistory(
        _ rows: [RESTCandle], _ number: Int, asked: Timestamp?, now: ContinuousClock.Instant
    ) {
        guard series[number].isServed, let time = clock.estimate(now: now), let asked else { return }
        let isFullPage = rows.count >= historyLimit(number)
        let oldest = series[number].history.first?.candle.openTime
        // What overlaps with the page before tells nothing new.
        let older = soundRows(rows, number, now: now).filter { row in oldest.map { row.candle.openTime < $0 } ?? true }
        if oldest == nil { series[number].historyAsked = asked }
        series[number].history.insert(contentsOf: older, at: 0)
        if isFullPage, series[number].history.count < settings.bufferSize + 1, !older.isEmpty {
            requests.add(.warmUp(series: number), notBefore: now)
            return
        }
        let history = series[number].history
        series[number].history = []
        let forming = series[number].sequencer.start(
            history: history, asked: series[number].historyAsked ?? asked, clock: time)
        collect(number, now: now)
        if let forming { router.buffers[number].update(forming: forming) }
        repair(number, now: now)
        subscribeAll(now: now)
    }

    /// How many rows the next page of a series' history should have: one more than is kept, for the forming candle.
    private func historyLimit(_ number: Int) -> Int {
        min(exchange.limits.candlesPerRequest, settings.bufferSize + 1 - series[number].history.count)
    }

    // MARK: Missing candles

    /// Asks for what a series misses, unless it is being asked for.
    mutating func repair(_ number: Int, now: ContinuousClock.Instant) {
        guard series[number].sequencer.missing != nil, series[number].isServed,
            requests.add(.repair(series: number), notBefore: now)
        else { return }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func takeRepair(
        _ rows: [RESTCandle], _ number: Int, asked: Timestamp?, now: ContinuousClock.Instant
    ) {
        guard let time = clock.estimate(now: now), let asked else { return }
        let isFullPage = rows.count >= exchange.limits.candlesPerRequest
        let rows = soundRows(rows, number, now: now)
        let corrected = series[number].sequencer.correct(&router.buffers[number], by: rows, asked: asked)
        for candle in corrected { noteCorrection(number, candle, now: now) }
        let progress = series[number].sequencer.take(rows: rows, isFullPage: isFullPage, asked: asked, clock: time)
        collect(number, now: now)
        switch progress {
        case .complete:
            requests.succeeded(.repair(series: number))
        case .askNow:
            requests.succeeded(.repair(series: number))
            requests.add(.repair(series: number), notBefore: now)
        case .askLater:
            requests.addAgain(.repair(series: number), now: now)
        }
    }

    /// The rows that can be true.
    private mutating func soundRows(_ rows: [RESTCandle], _ number: Int, now: ContinuousClock.Instant) -> [RESTCandle] {
        let timeframe = series[number].key.timeframe
        let latest = clock.estimate(now: now)?.advanced(byMilliseconds: ExchangeClock.trustMilliseconds)
        return rows.filter { row in
            if let flaw = row.candle.flaw(in: timeframe) {
                reject(number, "\(flaw)", now: now)
            } else if let latest, row.candle.openTime > latest {
                doubt(number, "it opens in the future", now: now)
            } else {
                return true
            }
            return false
        }
    }

    // MARK: Sending

    /// Sends the requests that may go out now.
    mutating func sendRequests(now: ContinuousClock.Instant) {
        while !isStopped, let purpose = requests.nextDue(now: now) {
            guard let request = request(for: purpose) else {
                requests.remove(purpose)
                continue
            }
            guard let id = requests.begin(purpose, weight: request.weight, clock: clock.estimate(now: now)) else {
                return
            }
            if purpose == .serverTime { timeAskedAt = now }
            if purpose == .instruments { symbolsAsked = servedSymbols }
            actions.append(.get(id, url: request.url, timeout: settings.requestTimeout))
        }
    }

    /// The request as it has to be worded now; `nil` if there is nothing to ask any more.
    private func request(for purpose: RequestPurpose) -> RESTRequest? {
        switch purpose {
        case .serverTime:
            return exchange.serverTimeRequest()
        case .instruments:
            // An exchange may refuse a list that names a symbol twice.
            let symbols = servedSymbols
            return symbols.isEmpty ? nil : exchange.instrumentsRequest(symbols.sorted())
        case .instrument(let number):
            return exchange.instrumentsRequest([series[number].key.symbol])
        case .probe(let number):
            return exchange.candlesRequest(series[number].key, from: nil, to: nil, limit: 2)
        case .symbolList:
            return exchange.instrumentsRequest([])
        case .nothing:
            return nil
        case .warmUp(let number):
            let before = series[number].history.first?.candle.openTime.advanced(byMilliseconds: -1)
            return exchange.candlesRequest(
                series[number].key, from: nil, to: before, limit: historyLimit(number))
        case .repair(let number):
            guard let missing = series[number].sequencer.missing else { return nil }
            // From the last one that is known, which may have been corrected meanwhile.
            let from = router.buffers[number].last.map { min($0.openTime, missing.lowerBound) } ?? missing.lowerBound
            return exchange.candlesRequest(
                series[number].key, from: from, to: nil, limit: exchange.limits.candlesPerRequest)
        }
    }

    private func describe(_ purpose: RequestPurpose) -> String {
        switch purpose {
        case .serverTime: "the server time"
        case .instruments: "the symbols' rules"
        case .instrument(let number): "the rules of \(series[number].key.symbol)"
        case .warmUp(let number): "the history of \(series[number].key)"
        case .repair(let number): "missing candles of \(series[number].key)"
        case .probe(let number): "the newest candles of \(series[number].key)"
        case .symbolList: "all symbols"
        case .nothing: "nothing"
        }
    }

    private var servedSymbols: Set<Symbol> {
        Set(series.lazy.filter(\.isServed).map(\.key.symbol))
    }
}

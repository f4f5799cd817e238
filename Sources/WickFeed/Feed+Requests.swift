import WickMarket
import WickWebSocket

// Requests: history, missing candles, the clock and the rules.
extension Feed {
    /// A request was answered, or failed on the way for the reason in words.
    public mutating func answered(
        _ id: RequestID, _ result: Result<HTTPResponse, RequestTrouble>, now: ContinuousClock.Instant
    ) {
        guard let purpose = requests.answered(id), !isStopped else { return }
        do throws(ExchangeFailure) {
            switch result {
            case .failure(let trouble):
                throw ExchangeFailure(kind: .serverSide, status: 0, message: trouble.reason)
            case .success(let response):
                if let used = exchange.usedWeight(in: response) { requests.noteUsedWeight(used) }
                try take(response, for: purpose, now: now)
                requests.succeeded(purpose)
            }
        } catch {
            failed(purpose, error, now: now)
        }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func take(
        _ response: HTTPResponse, for purpose: RequestPurpose, now: ContinuousClock.Instant
    ) throws(ExchangeFailure) {
        switch purpose {
        case .serverTime:
            let time = try exchange.serverTime(from: response)
            exchangeTime = max(exchangeTime ?? time, time)
        case .instruments:
            take(try exchange.instruments(from: response), asked: Array(series.indices), now: now)
        case .instrument(let number):
            take(try exchange.instruments(from: response), asked: [number], now: now)
        case .warmUp(let number):
            takeHistory(try exchange.candles(from: response, of: series[number].key), number, now: now)
        case .repair(let number):
            takeRepair(try exchange.candles(from: response, of: series[number].key), number, now: now)
        }
    }

    private mutating func failed(_ purpose: RequestPurpose, _ failure: ExchangeFailure, now: ContinuousClock.Instant) {
        notice(.warning, "request for \(describe(purpose)) failed: \(failure)")
        switch failure.kind {
        case .rateLimited(let pause), .banned(let pause): requests.block(until: now + pause)
        case .forbidden, .locationRefused: requests.block(until: now + .seconds(300))
        case .invalidRequest, .unknownSymbol, .serverSide, .malformed: break
        }
        switch (purpose, failure.kind) {
        case (.warmUp(let number), .unknownSymbol), (.instrument(let number), .unknownSymbol),
            (.repair(let number), .unknownSymbol):
            setUnavailable(number, "unknown symbol", now: now)
        case (.instruments, .unknownSymbol):
            for number in series.indices { requests.add(.instrument(series: number), notBefore: now) }
        default:
            requests.addAgain(purpose, now: now)
        }
        if case .warmUp(let number) = purpose {
            series[number].hasTriedWarmUp = true
            subscribeAll(now: now)
        }
    }

    // MARK: Instruments

    private mutating func take(_ instruments: [Instrument], asked: [Int], now: ContinuousClock.Instant) {
        let bySymbol = Dictionary(instruments.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
        for number in asked {
            guard let instrument = bySymbol[series[number].key.symbol] else {
                setUnavailable(number, "unknown symbol", now: now)
                continue
            }
            series[number].instrument = instrument
            events.append(.instrument(series: number, instrument))
            if case .unavailable(let word) = instrument.status { setUnavailable(number, word, now: now) }
        }
    }

    private mutating func setUnavailable(_ number: Int, _ reason: String, now: ContinuousClock.Instant) {
        guard series[number].unavailable == nil else { return }
        series[number].unavailable = reason
        notice(.warning, "\(series[number].key.symbol): \(exchange.title) has no candles of it (\(reason))")
        subscribeAll(now: now)
    }

    // MARK: History

    private mutating func takeHistory(_ rows: [RESTCandle], _ number: Int, now: ContinuousClock.Instant) {
        let isFullPage = rows.count >= historyLimit(number)
        let sound = soundRows(rows, number)
        series[number].history.insert(contentsOf: sound, at: 0)
        if isFullPage, series[number].history.count < settings.bufferSize + 1, !sound.isEmpty {
            requests.add(.warmUp(series: number), notBefore: now)
            return
        }
        let history = series[number].history.suffix(settings.bufferSize + 1)
        series[number].history = []
        let forming = series[number].sequencer.start(
            history: Array(history), exchangeTime: exchangeTime, now: now)
        collect(number, now: now)
        if let forming { router.buffers[number].update(forming: forming) }
        if series[number].sequencer.missing != nil { repair(number, now: now) }
        subscribeAll(now: now)
    }

    /// How many rows the next page of a series' history should have: one more than is kept, for the forming candle.
    private func historyLimit(_ number: Int) -> Int {
        min(exchange.limits.candlesPerRequest, settings.bufferSize + 1 - series[number].history.count)
    }

    // MARK: Missing candles

    /// Asks for what a series misses, unless it is being asked for.
    mutating func repair(_ number: Int, now: ContinuousClock.Instant) {
        guard series[number].sequencer.missing != nil, series[number].unavailable == nil else { return }
        requests.add(.repair(series: number), notBefore: now)
        sendRequests(now: now)
    }

    private mutating func takeRepair(_ rows: [RESTCandle], _ number: Int, now: ContinuousClock.Instant) {
        let isFullPage = rows.count >= exchange.limits.candlesPerRequest
        let progress = series[number].sequencer.take(
            rows: soundRows(rows, number), isFullPage: isFullPage, exchangeTime: exchangeTime, now: now)
        collect(number, now: now)
        switch progress {
        case .complete: break
        case .askNow: requests.add(.repair(series: number), notBefore: now)
        case .askLater: requests.addAgain(.repair(series: number), now: now)
        }
    }

    private mutating func soundRows(_ rows: [RESTCandle], _ number: Int) -> [RESTCandle] {
        let timeframe = series[number].key.timeframe
        return rows.filter { row in
            guard let flaw = row.candle.flaw(in: timeframe) else { return true }
            reject(number, "\(flaw)")
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
            guard let id = requests.begin(purpose, weight: request.weight) else { return }
            if purpose == .serverTime { timeAskedAt = now }
            actions.append(.get(id, url: request.url, timeout: settings.requestTimeout))
        }
    }

    /// The request as it has to be worded now; `nil` if there is nothing to ask any more.
    private func request(for purpose: RequestPurpose) -> RESTRequest? {
        switch purpose {
        case .serverTime:
            return exchange.serverTimeRequest()
        case .instruments:
            return exchange.instrumentsRequest(series.map(\.key.symbol))
        case .instrument(let number):
            return exchange.instrumentsRequest([series[number].key.symbol])
        case .warmUp(let number):
            let before = series[number].history.first?.candle.openTime.advanced(byMilliseconds: -1)
            return exchange.candlesRequest(
                series[number].key, from: nil, to: before, limit: historyLimit(number))
        case .repair(let number):
            guard let missing = series[number].sequencer.missing else { return nil }
            return exchange.candlesRequest(
                series[number].key, from: missing.lowerBound, to: nil, limit: exchange.limits.candlesPerRequest)
        }
    }

    private func describe(_ purpose: RequestPurpose) -> String {
        switch purpose {
        case .serverTime: "the server time"
        case .instruments: "the symbols' rules"
        case .instrument(let number): "the rules of \(series[number].key.symbol)"
        case .warmUp(let number): "the history of \(series[number].key)"
        case .repair(let number): "missing candles of \(series[number].key)"
        }
    }
}

import WickFeed
import WickMarket
import WickNetwork
import WickWebSocket

/// Goes the whole way to the exchange, step by step: connection, requests, clock, listing, first data.
struct ExchangeCheck {
    /// How long the whole of it may take, and one step of it.
    private static let patience = Duration.seconds(15), stepPatience = Duration.seconds(6)
    /// How far this machine's clock may be off without a word, in milliseconds.
    private static let clockTolerance: Int64 = 2000

    private let exchange: any Exchange
    private let keys: [SeriesKey]
    private let comparesClocks: Bool
    private let bans: [Ban]
    private let probe: ExchangeProbe
    private let end: ContinuousClock.Instant
    private let report: (CheckLine) -> Void
    private var hasFailed = false

    /// - Parameters:
    ///   - comparesClocks: whether the exchange's clock is to show this machine's time, as a simulated one's need not.
    ///   - bans: what earlier runs were told: where the exchange's hosts are among them, nothing is asked.
    ///   - report: is told of each finding as soon as there is one.
    init(
        exchange: any Exchange, keys: [SeriesKey], comparesClocks: Bool, bans: [Ban], loop: EventLoop,
        report: @escaping (CheckLine) -> Void
    ) {
        let hosts = [exchange.streamURL, exchange.restURL].map(Ban.host)
        self.bans = bans.filter { hosts.contains($0.host) }
        (self.exchange, self.keys, self.comparesClocks, self.report) = (exchange, keys, comparesClocks, report)
        probe = ExchangeProbe(exchange: exchange, loop: loop)
        end = .now + Self.patience
    }

    /// - Returns: Whether the exchange can be watched.
    mutating func run() -> Bool {
        for ban in bans {
            tell("connection", .failed, "\(ban.words(now: WallClock.now)): nothing is asked until then")
        }
        if hasFailed { return false }
        let isOpen = checkConnection()
        let answers = checkClock()
        let live = answers ? checkListing() : keys
        if isOpen { checkFirstData(of: live) }
        waitFor { [probe] in await probe.close() }
        return !hasFailed
    }

    private mutating func tell(_ topic: String, _ verdict: CheckLine.Verdict, _ text: String) {
        if verdict == .failed { hasFailed = true }
        report(CheckLine(topic, verdict, text))
    }

    private var timeout: Duration { min(Self.stepPatience, max(.milliseconds(100), end - .now)) }

    // MARK: Steps

    /// The name, the connection, TLS, and the WebSocket handshake.
    private mutating func checkConnection() -> Bool {
        let url: WebSocketURL
        do throws(WebSocketURLError) {
            url = try WebSocketURL(exchange.streamURL)
        } catch {
            tell("connection", .failed, "\(error)")
            return false
        }
        switch waitFor({ [probe, timeout] in await probe.openStream(url, timeout: timeout) }) {
        case .opened(let peer):
            let place = peer.map { " at \($0)" } ?? ""
            tell("connection", .ok, "\(url.host)\(place), \(url.isSecure ? "TLS verified" : "without TLS")")
            return true
        case .refused(let response):
            tell("connection", .failed, "the handshake was refused: \(text(of: exchange.failure(of: response)))")
        case .failed(let reason):
            tell("connection", .failed, reason)
        }
        return false
    }

    /// Whether requests are answered, and how the clocks differ.
    private mutating func checkClock() -> Bool {
        let request = exchange.serverTimeRequest()
        let (answer, span) = waitFor { [probe, timeout] in await probe.get(request, timeout: timeout) }
        let now = WallClock.now.milliseconds
        do throws(ExchangeFailure) {
            let time = try exchange.serverTime(from: try response(answer))
            tell("requests", .ok, "answered in \(span.wholeMilliseconds) ms")
            if comparesClocks { tellClock(ahead: now - span.wholeMilliseconds / 2 - time.milliseconds, span) }
            return true
        } catch {
            tell("requests", .failed, text(of: error))
            return false
        }
    }

    private mutating func tellClock(ahead: Int64, _ span: Duration) {
        let direction = ahead < 0 ? "behind" : "ahead of"
        let text =
            "this machine is \(ahead.magnitude) ms \(direction) the exchange, give or take \(span.wholeMilliseconds / 2)"
        guard ahead.magnitude > UInt64(Self.clockTolerance) else { return tell("clock", .ok, text) }
        let remedy = "candles go by the exchange's clock, so this does no harm; set it all the same (timedatectl)"
        tell("clock", .note, "\(text): \(remedy)")
    }

    /// Whether the symbols are listed and traded.
    /// - Returns: The series of which there are candles.
    private mutating func checkListing() -> [SeriesKey] {
        let symbols = keys.map(\.symbol)
        let listed: [Symbol: InstrumentStatus]
        do throws(ExchangeFailure) {
            listed = try statuses(of: symbols)
        } catch {
            tell("listing", .failed, text(of: error))
            return keys
        }
        for symbol in symbols {
            switch listed[symbol] {
            case .trading: break
            case .halted(let word): tell("listing", .note, "\(symbol) is not traded now (\(word))")
            case .unavailable(let word):
                tell("listing", .failed, "\(symbol) has no candles (\(word)): take it from the symbols")
            case nil:
                tell("listing", .failed, "\(symbol) is not listed: check its spelling, or whether it was renamed")
            }
        }
        let traded = symbols.count { listed[$0] == .trading }
        if traded > 0 { tell("listing", .ok, "\(traded) of \(symbols.count) symbols are traded") }
        return keys.filter { key in
            switch listed[key.symbol] {
            case .trading, .halted: true
            case .unavailable, nil: false
            }
        }
    }

    /// One name that is not listed fails the whole request: then they are asked for one by one.
    private func statuses(of symbols: [Symbol]) throws(ExchangeFailure) -> [Symbol: InstrumentStatus] {
        var found: [Symbol: InstrumentStatus] = [:]
        do throws(ExchangeFailure) {
            for instrument in try instruments(symbols) { found[instrument.symbol] = instrument.status }
        } catch  where error.kind == .unknownSymbol && symbols.count > 1 {
            for symbol in symbols { found.merge(try statuses(of: [symbol])) { $1 } }
        } catch  where error.kind == .unknownSymbol {
            return [:]
        }
        return found
    }

    private func instruments(_ symbols: [Symbol]) throws(ExchangeFailure) -> [Instrument] {
        let request = exchange.instrumentsRequest(symbols)
        let (answer, _) = waitFor { [probe, timeout] in await probe.get(request, timeout: timeout) }
        return try exchange.instruments(from: try response(answer))
    }

    /// Whether every stream sends something.
    private mutating func checkFirstData(of keys: [SeriesKey]) {
        let asked = Array(keys.prefix(exchange.limits.namesPerRequest))
        guard !asked.isEmpty else { return }
        let start = ContinuousClock.now
        let harvest = waitFor { [probe, timeout] in await probe.firstMessages(of: asked, timeout: timeout) }
        let span = (ContinuousClock.now - start).wholeMilliseconds
        let silent = asked.indices.filter { !harvest.seen.contains($0) }.map { asked[$0].symbol.name }
        let count = "\(harvest.seen.count) of \(asked.count) streams sent something within \(span) ms"
        let rest = keys.count > asked.count ? "; \(keys.count - asked.count) more were not asked" : ""
        if let trouble = harvest.trouble {
            tell("first data", .failed, "\(count)\(rest): \(trouble)")
        } else if silent.isEmpty {
            tell("first data", .ok, count + rest)
        } else if harvest.seen.isEmpty {
            tell("first data", .failed, "\(count)\(rest): the connection is mute; try again, or another ws_base_url")
        } else {
            let names = silent.joined(separator: " ")
            tell("first data", .note, "\(count)\(rest): \(names) may be quiet, or mute if it stays so")
        }
    }

    // MARK: Words

    /// The answer, or a failure that says why there is none.
    private func response(_ answer: Result<HTTPResponse, NetworkError>) throws(ExchangeFailure) -> HTTPResponse {
        switch answer {
        case .success(let response): return response
        case .failure(let error): throw ExchangeFailure(kind: .serverSide, status: 0, message: "\(error)")
        }
    }

    private func text(of failure: ExchangeFailure) -> String {
        guard failure.status > 0 else { return failure.message }
        let remedy =
            switch failure.kind {
            case .rateLimited(let rest), .banned(let rest): "send nothing for \(rest.components.seconds) s"
            case .forbidden: "a firewall refuses this address: wait some minutes, or come from another"
            case .serverSide: "the exchange has a problem of its own: try again later"
            case .malformed: "check rest_base_url and ws_base_url, and what lies between: a proxy, or a page to sign in"
            case .invalidRequest: "check rest_base_url and ws_base_url"
            case .unknownSymbol: "check the symbols"
            case .locationRefused: ""  // the exchange's adapter says what to do
            }
        return remedy.isEmpty ? "\(failure)" : "\(failure); \(remedy)"
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

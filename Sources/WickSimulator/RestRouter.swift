/// Answers REST requests: a request, the real and the simulated time go in, a reply comes out.
struct RestRouter {
    let venue: SimulatedVenue
    let rules: VenueRules
    let market: any Market
    private var budget: WeightBudget

    init(venue: SimulatedVenue, rules: VenueRules, market: any Market) {
        (self.venue, self.rules, self.market) = (venue, rules, market)
        budget = WeightBudget(rules)
    }

    /// Whether the client is banned, so that its handshakes are refused too; and for how long.
    func ban(elapsed: Duration) -> Duration? { budget.ban(now: elapsed).map { $0 - elapsed } }

    /// - Parameters:
    ///   - elapsed: real time since the exchange started, for the request weight.
    ///   - now: simulated time, milliseconds since 1970.
    ///   - flaws: what the rows of candles lack.
    mutating func answer(
        _ request: RestRequest, elapsed: Duration, now: Int64, flaws: RestFlaws = RestFlaws()
    ) -> RestReply {
        guard request.method == "GET", let endpoint = endpoint(request.target.path) else { return RestReply(.notFound) }
        let call = Result { () throws(RestError) in try read(request, endpoint) }
        switch budget.spend(weight(of: call), now: elapsed) {
        case .serve(let used):
            var reply: RestReply
            do throws(RestError) {
                let unit = rules.offersMicroseconds ? request.unit : .milliseconds
                reply = RestReply(body: try body(try call.get(), unit, now, flaws))
            } catch {
                reply = RestReply(error)
            }
            reply.headers = usage(used)
            return reply
        case .refuse(let used, let retryAfter):
            return refusal(.tooManyRequests(limit: rules.weightPerMinute), used, retryAfter)
        case .ban(let used, let retryAfter):
            return refusal(.banned(until: now + retryAfter.milliseconds), used, retryAfter)
        }
    }

    private enum Endpoint {
        case ping, time, exchangeInfo, klines
    }

    /// A request whose parameters are in order.
    private enum Call {
        case ping, time
        case exchangeInfo(ExchangeInfoQuery)
        case klines(KlineQuery)
    }

    private func endpoint(_ path: String) -> Endpoint? {
        let prefix = venue == .binanceUSDM ? "/fapi/v1/" : "/api/v3/"
        guard path.hasPrefix(prefix) else { return nil }
        return switch path.dropFirst(prefix.count) {
        case "ping": .ping
        case "time": .time
        case "exchangeInfo": .exchangeInfo
        case "klines": .klines
        default: nil
        }
    }

    private func read(_ request: RestRequest, _ endpoint: Endpoint) throws(RestError) -> Call {
        switch endpoint {
        case .ping:
            _ = try parameters(request, [])
            return .ping
        case .time:
            _ = try parameters(request, [])
            return .time
        case .exchangeInfo:
            return .exchangeInfo(try ExchangeInfoQuery(parameters(request, ExchangeInfoQuery.names(venue)), venue))
        case .klines:
            let zone: Set<String> = rules.offersTimeZones ? ["timeZone"] : []
            return .klines(try KlineQuery(parameters(request, KlineQuery.names.union(zone)), rules, venue))
        }
    }

    /// The weight follows from the parameters; a mistake in them weighs 1.
    private func weight(of call: Result<Call, RestError>) -> Int {
        switch call {
        case .success(.exchangeInfo): rules.weights.exchangeInfo
        case .success(.klines(let query)): rules.weights.klines(limit: query.limit)
        case .success(.ping), .success(.time), .failure: 1
        }
    }

    private func body(
        _ call: Call, _ unit: TimeUnit, _ now: Int64, _ flaws: RestFlaws
    ) throws(RestError) -> [UInt8] {
        switch call {
        case .ping:
            return Array("{}".utf8)
        case .time:
            return Array("{\"serverTime\":\(unit.number(now))}".utf8)
        case .exchangeInfo(let query):
            let text = ExchangeInfoText(venue: venue, rules: rules, unit: unit)
            return text.body(try query.choose(from: market), now: now)
        case .klines(let query):
            return try klines(query, unit, now, flaws)
        }
    }

    private func parameters(_ request: RestRequest, _ known: Set<String>) throws(RestError) -> RestParameters {
        try RestParameters(request.target, known: known, refusesOthers: rules.refusesUnknownParameters)
    }

    private func klines(
        _ query: KlineQuery, _ unit: TimeUnit, _ now: Int64, _ flaws: RestFlaws
    ) throws(RestError) -> [UInt8] {
        guard let index = market.index(of: query.symbol) else { throw .invalidSymbol }
        guard
            let assembler = KlineAssembler(
                market, instrument: index, timeframe: query.timeframe, offset: query.offset)
        else {
            if market.instruments[index].status == .trading { throw .invalidInterval }
            return Array("[]".utf8)
        }
        let digits = KlineDigits(venue: venue, instrument: market.instruments[index])
        let rows = KlineText(symbol: query.symbol, interval: query.timeframe.rawValue, digits: digits)
        var text = ByteText()
        text.write("[")
        var end = query.endTime
        if flaws.lag > 0 { end = min(end ?? now, assembler.openTime(containing: now - flaws.lag) - 1) }
        let klines = assembler.klines(from: query.startTime, to: end, limit: query.limit, asOf: now)
        let known = klines.lazy.filter { flaws.has($0, timeframe: query.timeframe.milliseconds) }
        for (place, kline) in known.enumerated() {
            if place > 0 { text.write(",") }
            rows.write(row: kline, unit: unit, to: &text)
        }
        text.write("]")
        return text.bytes
    }

    private func usage(_ used: Int) -> [RestReply.Header] {
        [.init(name: "X-MBX-USED-WEIGHT", value: "\(used)"), .init(name: "X-MBX-USED-WEIGHT-1M", value: "\(used)")]
    }

    private func refusal(_ error: RestError, _ used: Int, _ retryAfter: Duration) -> RestReply {
        var reply = RestReply(error)
        let seconds = max(1, (retryAfter.milliseconds + 999) / 1000)
        reply.headers = usage(used) + [.init(name: "Retry-After", value: "\(seconds)")]
        return reply
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

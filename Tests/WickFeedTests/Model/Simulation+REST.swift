import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickFeed

// The requests of the modelled exchange.
extension Simulation {
    func request(_ id: RequestID, _ url: String, _ timeout: Duration) {
        if time < requestsForbiddenUntil { fail("asked for '\(url)' before \(requestsForbiddenUntil) ms") }
        if isActive(.requestsTimeOut) {
            after(Int64(timeout / .milliseconds(1))) { [unowned self] in
                feed.answered(id, .failure(RequestTrouble(reason: "timed out")), now: now)
            }
            return
        }
        after(Int64.random(in: 10...100, using: &random)) { [unowned self] in
            let response = response(to: url.split(separator: " ").map(String.init))
            after(Int64.random(in: 10...200, using: &random)) { [unowned self] in
                feed.answered(id, .success(response), now: now)
                if response.status < 500, let pause = response.header("Retry-After").flatMap({ Int64($0) }) {
                    stayAway(for: pause * 1000)
                }
            }
        }
    }

    private func response(to words: [String]) -> HTTPResponse {
        if let status = active({ if case .requestsFail(let status) = $0 { status } else { nil } }) {
            let pause = "\(Int.random(in: 1...60, using: &random))"
            return HTTPResponse(status: status, headers: [HTTPHeader(name: "Retry-After", value: pause)])
        }
        if words.dropFirst().first?.split(separator: ",").contains("\(Self.unknownSymbol)") == true {
            return HTTPResponse(status: 404)
        }
        let body: [UInt8] =
            switch words.first {
            case "time": Array("\(exchangeTime.milliseconds)".utf8)
            case "instruments": instruments()
            case "klines": klines(words)
            default: []
            }
        return HTTPResponse(status: 200, body: body)
    }

    /// All symbols; now and then so long an answer that it has to be read elsewhere.
    private func instruments() -> [UInt8] {
        let names = keys.prefix(symbolCount).enumerated().map { number, key in
            let mark = isActive(.suspended(number)) ? "-" : isActive(.halted(number)) ? "~" : ""
            return mark + key.symbol.name
        }.joined(separator: " ")
        let isLong = Int.random(in: 0..<4, using: &random) == 0
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: isLong ? Feed.answerInlineMax : 0)
        return Array(names.utf8) + padding
    }

    /// `klines SYMBOL TIMEFRAME FROM TO LIMIT`
    private func klines(_ words: [String]) -> [UInt8] {
        guard words.count == 6, let number = keys.firstIndex(where: { $0.isNamed(words[1], words[2]) }),
            let limit = Int(words[5]), limit <= exchange.limits.candlesPerRequest
        else {
            fail("a request that cannot be meant: \(words)")
            return []
        }
        let lag =
            active { if case .lag(let lag) = $0 { lag } else { nil } } ?? Int64.random(in: 0...300, using: &random)
        let asOf = exchangeTime.advanced(byMilliseconds: -lag)
        let series = market.series[number]
        // What is asked for is near the end of a long market.
        let (from, to) = (Int64(words[3]), Int64(words[4]))
        let first = from.map { max(0, series.index(of: Timestamp(milliseconds: $0))) } ?? 0
        let end = min(series.slots.count, series.index(of: asOf) + 1)
        let rows = (min(first, end)..<end).lazy.compactMap { [market] index -> (Int, Candle)? in
            let openTime = series.openTime(index)
            if let from, openTime.milliseconds < from { return nil }
            if let to, openTime.milliseconds > to { return nil }
            guard openTime <= asOf else { return nil }
            return market.candle(number, index, asOf: asOf).map { (index, $0) }
        }
        var found = from == nil ? Array(rows.reversed().prefix(limit).reversed()) : Array(rows.prefix(limit))
        spoil(&found, number)
        var body: [UInt8] = []
        for (index, candle) in found {
            TestExchange.write(candle, series.timeframe, series.slots[index]?.closeTime, to: &body)
        }
        return body
    }

    /// One answer may leave out a row, or garble it, but no other the same: a second look is what tells.
    private func spoil(_ found: inout [(Int, Candle)], _ number: Int) {
        let isGarbled = isActive(.impossible)
        guard isGarbled || isActive(.holes), found.count > 2 else { return }
        let place = Int.random(in: 0..<(found.count - 1), using: &random)
        guard leftOut[number].insert(found[place].0).inserted else { return }
        if isGarbled {
            found[place].1 = impossible(found[place].1)
        } else {
            found.remove(at: place)
        }
    }

    /// A candle with a value that it cannot have.
    func impossible(_ candle: Candle) -> Candle {
        var wrong = candle
        switch Int.random(in: 0..<5, using: &random) {
        case 0: wrong.openTime = candle.openTime.advanced(byMilliseconds: 1)
        case 1: wrong.high = candle.close - 1
        case 2: wrong.low = candle.open + 1
        case 3: wrong.low = 0
        default: wrong.volume = -1
        }
        return wrong
    }
}

extension SeriesKey {
    fileprivate func isNamed(_ symbol: String, _ timeframe: String) -> Bool {
        self.symbol.name == symbol && self.timeframe.rawValue == timeframe
    }
}

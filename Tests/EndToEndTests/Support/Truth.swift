import Foundation

/// A closed candle as somebody told it.
struct ToldCandle: Equatable {
    var openTime: Int64
    /// Open, high, low, close, volume and trades.
    var values: [Double]
}

extension [String] {
    /// The closed candles of a symbol in the monitor's output, those that were corrected as they were corrected.
    func candles(of symbol: String) throws -> [ToldCandle] {
        var candles: [ToldCandle] = []
        for line in self where line.contains("\"\(symbol)\"") {
            guard line.hasPrefix("{\"type\":\"c") else { continue }
            let record = try OutputRecord(line: line)
            let values = ["open", "high", "low", "close", "volume", "trades"].map { record.numbers[$0] ?? .nan }
            let candle = ToldCandle(openTime: record.openTime, values: values)
            if record.type == "candle" {
                candles.append(candle)
            } else if let place = candles.lastIndex(where: { $0.openTime == candle.openTime }) {
                candles[place] = candle
            }
        }
        return candles
    }

    /// The open time of the newest closed candle of a symbol.
    func newestCandle(of symbol: String) -> Int64? {
        let line = last { $0.hasPrefix("{\"type\":\"candle\",\"symbol\":\"\(symbol)\"") }
        return line?.range(of: "\"open_time\":").flatMap { line?[$0.upperBound...].prefix { $0.isNumber } }
            .flatMap { Int64($0) }
    }
}

extension SimulatedServer {
    /// The exchange's time.
    func time() async throws -> Int64 {
        try await answer(to: "/api/v3/time") { ($0 as? [String: Int64])?["serverTime"] }
    }

    /// What the exchange itself knows of the candles of a symbol between two open times, once nothing hinders it.
    func candles(of symbol: String, from start: Int64, to end: Int64) async throws -> [ToldCandle] {
        var candles: [ToldCandle] = []
        while (candles.last?.openTime ?? start - 1) < end {
            let next = candles.last.map { $0.openTime + 60_000 } ?? start
            let target = "/api/v3/klines?symbol=\(symbol)&interval=1m&limit=1000&startTime=\(next)&endTime=\(end)"
            candles += try await answer(to: target) { answer in
                let rows = (answer as? [[Any]])?.compactMap(Self.candle)
                return rows?.isEmpty == false ? rows : nil
            }
        }
        return candles
    }

    private static func candle(_ row: [Any]) -> ToldCandle? {
        guard row.count == 12, let openTime = row[0] as? Int64, let trades = row[8] as? Int64 else { return nil }
        let prices = row[1...5].compactMap { ($0 as? String).flatMap(Double.init) }
        return prices.count == 5 ? ToldCandle(openTime: openTime, values: prices + [Double(trades)]) : nil
    }

    /// Asks, with a client that shares nothing with wick, until there is an answer that will do.
    private func answer<Value>(to target: String, _ read: (Any) -> Value?) async throws -> Value {
        var (value, said): (Value?, [String]) = (nil, [])
        let words = ["-c", Self.question, "bash", isSecure ? "tls" : "tcp", "\(port)", target]
        try await waitUntil("an answer to \(target)", within: .seconds(120), every: .milliseconds(500)) {
            "\(said)"
        } _: {
            said = try await run("bash", words, in: workplace).lines
            guard said.first?.hasPrefix("HTTP/1.1 200") == true, let body = said.last else { return false }
            value = read(try JSONSerialization.jsonObject(with: Data(body.utf8)))
            return value != nil
        }
        guard let value else { throw Overdue(description: "no answer to \(target)") }
        return value
    }

    private static let question = #"""
        words() { printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1"; }
        if [ "$1" = tls ]; then
            words "$3" | timeout 5 openssl s_client -quiet -connect "127.0.0.1:$2" 2>/dev/null
        else
            exec 3<>"/dev/tcp/127.0.0.1/$2"; words "$3" >&3; timeout 5 cat <&3
        fi
        """#
}

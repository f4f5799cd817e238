import CAllocations
import WickBinance
import WickEngine
import WickFeed
import WickIndicators
import WickMarket
import WickRisk
import WickScreen
import WickStrategy
import WickWebSocket

/// The parts of the way one by one, on one thread and without the system: what each costs for a message or a candle.
struct PartsBenchmark {
    private let effort: Effort
    private let market: Market
    private let tape: Tape
    private let repeats: Int

    init(_ effort: Effort) throws {
        self.effort = effort
        market = try Market(symbols: 10, historyCount: 40)
        tape = Tape(market, forming: market.historyCount, parts: 1..<101, of: 101)
        repeats = effort.choose(200, quick: 1)
    }

    func run() throws -> Report {
        var report = Report(.parts)
        let parts: [(name: String, measure: (inout Report) throws -> Void)] = [
            ("frames", frames), ("scanner", scanner), ("feed", feedStep), ("message", wholeMessage),
            ("closed", closedCandle), ("strategy", strategy), ("indicators", indicators), ("snapshot", snapshot),
            ("picture", picture),
        ]
        for part in parts where effort.countedPart == nil || effort.countedPart == part.name {
            try part.measure(&report)
        }
        return report
    }

    /// Adds what `body` takes for each of the `count` things that it does: nanoseconds of processor time. It runs once more,
    /// before, to warm up.
    private func measure(
        _ name: String, of count: Int, _ things: String, in report: inout Report, _ body: () throws -> Void
    ) rethrows {
        try body()
        if effort.countedPart != nil { print(count) }
        let costs = try (0..<effort.runs).map { _ in
            let start = ThreadTime.now
            try Self.countedPart(body)
            return Double(ThreadTime.now - start) / Double(count)
        }
        report.add(Figure(name, costs, "ns \(things)"))
    }

    /// Runs `body`: `.ci/count` lets callgrind count the instructions within this function, so it stays one.
    @inline(never)
    private static func countedPart(_ body: () throws -> Void) rethrows { try body() }

    private func frames(_ report: inout Report) throws {
        var client = WebSocketConnection(
            connectingTo: try WebSocketURL("ws://127.0.0.1/"), random: SystemRandomNumberGenerator())
        var peer = WebSocketConnection(acceptingWith: .init(), random: SystemRandomNumberGenerator())
        peer.receive(client.takeOutbound())
        _ = peer.nextEvent()
        peer.accept()
        client.receive(peer.takeOutbound())
        while client.nextEvent() != nil {}
        var bytes = 0
        measure("frame decoder, with the copy into its buffer", of: tape.count * repeats, "a message", in: &report) {
            for _ in 0..<repeats {
                tape.bytes.withUnsafeBytes { tape in
                    _ = client.receive(spaceMin: tape.count) { space in
                        space.copyMemory(from: tape)
                        return tape.count
                    }
                }
                while let event = client.nextEvent() { if case .text(let payload) = event { bytes += payload.count } }
            }
        }
        let expected = (tape.bytes.count - 4 * tape.count) * repeats * (effort.runs + 1)
        report.check(bytes == expected, "\(bytes) bytes of payload were decoded, not \(expected)")
    }

    private func scanner(_ report: inout Report) throws {
        let exchange = try BinanceExchange(venue: .binance)
        let table = SeriesTable(market.keys)
        var wrong = 0
        for index in 0..<tape.count {
            let (series, part) = (index % market.keys.count, index / market.keys.count + 1)
            let expected = market.candle(series, market.historyCount, part: part, of: 101).candle
            if case .candle(let update) = scan(index, exchange, table), update.candle == expected,
                update.series == series, !update.isClosed
            {
                continue
            }
            wrong += 1
        }
        var candles = 0
        measure("message to candle (scanner, series found)", of: tape.count * repeats, "a message", in: &report) {
            for _ in 0..<repeats {
                for index in 0..<tape.count {
                    if case .candle = scan(index, exchange, table) { candles += 1 }
                }
            }
        }
        report.check(wrong == 0, "\(wrong) messages were not read as they were written")
        report.check(candles == tape.count * repeats * (effort.runs + 1), "not every message gave a candle")
    }

    private func scan(_ index: Int, _ exchange: BinanceExchange, _ table: SeriesTable) -> StreamMessage {
        tape.bytes.withUnsafeBytes {
            exchange.decode(UnsafeRawBufferPointer(rebasing: $0[tape.payload(index)]), in: table)
        }
    }

    private func feedStep(_ report: inout Report) throws {
        var direct = try DirectFeed(symbols: market.keys.count)
        measure("feed step: frames, scanner, series", of: tape.count * repeats, "a message", in: &report) {
            for _ in 0..<repeats { direct.apply(tape.bytes) }
        }
        let before = allocations_of_this_thread()
        direct.apply(tape.bytes)
        let allocations = allocations_of_this_thread() - before
        report.add(Figure("feed step: blocks allocated for \(tape.count) forming messages", [Double(allocations)], ""))
        report.check(allocations == 0, "\(allocations) blocks were allocated for \(tape.count) forming messages")
        let last = market.candle(9, market.historyCount, part: 100, of: 101).candle
        report.check(direct.feed.router.buffers[9].forming == last, "the forming candle is not the last one sent")
        report.check(direct.feed.totalLedger.outdated == 0, "messages were dropped as outdated")
    }

    /// As the core has it: 59 forming messages, and one that closes the candle and is decided on.
    private func wholeMessage(_ report: inout Report) throws {
        var direct = try DirectFeed(symbols: market.keys.count)
        let candles = effort.choose(40, quick: 10)
        var tapes = (0..<(effort.runs + 1) * candles).map { index in
            let candle = market.historyCount + index
            return Tape(market, forming: candle, parts: 1..<60, of: 61).bytes + Tape(market, closing: candle).bytes
        }[...]
        let count = candles * 60 * market.keys.count
        measure("whole message: feed, and every 60th closed and decided", of: count, "a message", in: &report) {
            for tape in tapes.prefix(candles) { direct.apply(tape) }
            tapes = tapes.dropFirst(candles)
        }
        let last = market.historyCount + (effort.runs + 1) * candles - 1
        report.add(flaws: [direct.flaw(last: last)].compactMap { $0 })
    }

    private func closedCandle(_ report: inout Report) throws {
        var engine = try Rig.engine(for: market.keys, bufferSize: 500)
        var buffers = market.keys.map { _ in CandleSeries(capacity: 500) }
        let count = effort.choose(20_000, quick: 500)
        var (next, signals) = (0, 0)
        let name = "closed candle: series, indicators, strategy, risk"
        measure(name, of: count * market.keys.count, "a candle", in: &report) {
            for index in next..<next + count {
                for series in market.keys.indices {
                    let candle = market.candle(series, index).candle
                    buffers[series].append(candle)
                    let closed = ClosedCandle(series: series, candle: candle, source: .stream, timeliness: .fresh)
                    if engine.take(closed, in: buffers[series]) != nil { signals += 1 }
                }
            }
            next += count
        }
        report.check(signals == engine.logNewest && signals > 0, "\(signals) signals, \(engine.logNewest) in the log")
    }

    private func strategy(_ report: inout Report) throws {
        var strategy = try StrategyCatalog.all[0].make(parameters: [:], minCandlesRequired: 30)
        var series = CandleSeries(capacity: 50)
        let candles = (0..<1_000).map { market.candle(0, $0).candle }
        for candle in candles.prefix(50) { series.append(candle) }
        var signals = 0
        measure("strategy: indicators and rules", of: candles.count * repeats, "a candle", in: &report) {
            for _ in 0..<repeats {
                for candle in candles where strategy.update(closed: candle, in: series).signal != nil { signals += 1 }
            }
        }
        report.check(signals > 0, "the strategy gave no signal")
    }

    private func indicators(_ report: inout Report) throws {
        var ema = try ExponentialMovingAverage(period: 9, seeding: .firstClose)
        var rsi = try RelativeStrengthIndex(period: 7, smoothing: .cutler)
        var atr = try AverageTrueRange(period: 14, smoothing: .simple)
        var sma = try SimpleMovingAverage(period: 20)
        let candles = (0..<1_000).map { market.candle(0, $0).candle }
        let name = "indicators: EMA, RSI, ATR, volume average"
        measure(name, of: candles.count * repeats, "a candle", in: &report) {
            for _ in 0..<repeats {
                for candle in candles {
                    ema.update(close: candle.close)
                    rsi.update(close: candle.close)
                    atr.update(candle)
                    sma.update(candle.volume)
                }
            }
        }
        let mean = candles.suffix(20).reduce(0) { $0 + $1.volume } / 20
        report.check(abs((sma.value ?? 0) - mean) < 1e-9 * mean, "the volume average is \(sma.value ?? 0), not \(mean)")
    }

    private func snapshot(_ report: inout Report) throws {
        let direct = try DirectFeed(symbols: market.keys.count)
        let request = SnapshotRequest(selected: market.keys[3], candleCount: 40, rows: 0..<10, logCount: 40)
        var candles = 0
        let count = 10 * repeats
        measure("snapshot of 10 rows and 40 candles", of: count, "a snapshot", in: &report) {
            for _ in 0..<count { candles += direct.snapshot(request).selected?.candles.count ?? 0 }
        }
        report.check(candles == 40 * count * (effort.runs + 1), "a snapshot has not the 40 candles that it should")
    }

    private func picture(_ report: inout Report) throws {
        let direct = try DirectFeed(symbols: market.keys.count)
        let view = ViewState(size: Size(columns: 120, rows: 40))
        let snapshot = direct.snapshot(view.request)
        var grid = Screen.grid(snapshot, view: view, at: Moment(now: .now))
        let count = 10 * repeats
        measure("picture of 120×40", of: count, "a picture", in: &report) {
            for _ in 0..<count { grid = Screen.grid(snapshot, view: view, at: Moment(now: .now)) }
        }
        report.check(grid.lines.contains { $0.contains("B0000USDT") }, "the picture shows no symbol")
    }
}

import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickWebSocket

// What a feed is told and what it wants, in a recording's words.
extension Recorder {
    func noteAction(_ action: FeedAction, at now: ContinuousClock.Instant) {
        switch action {
        case .open(let id, let host, let port, let isSecure):
            note(.opening(connection: id.number, host: host, port: port, isSecure: isSecure), at: now)
        case .send(let id, let bytes): note(.sent(connection: id.number, bytes), at: now)
        case .close, .decode: break  // follows from what is recorded
        case .get(let id, let url, _): note(.asked(request: id.number, url: url), at: now)
        }
    }

    func noteAnswer(
        _ id: RequestID, _ answer: Result<HTTPResponse, RequestTrouble>, at now: ContinuousClock.Instant
    ) {
        switch answer {
        case .success(let response): note(.answered(request: id.number, RecordedAnswer(response)), at: now)
        case .failure(let trouble): note(.unanswered(request: id.number, reason: trouble.reason), at: now)
        }
    }
}

extension RecordedAnswer {
    init(_ response: HTTPResponse) {
        self.init(
            status: response.status,
            headers: response.headers.map { RecordedHeader(name: $0.name, value: $0.value) }, body: response.body)
    }

    var response: HTTPResponse {
        HTTPResponse(
            status: status, headers: headers.map { HTTPHeader(name: $0.name, value: $0.value) }, body: body)
    }
}

extension RecordedClose {
    private static let sources: [CandleSource] = [.stream, .rest, .file]
    private static let timelinesses: [ClosedCandle.Timeliness] = [.fresh, .late, .history]

    init(_ closed: ClosedCandle, of key: SeriesKey) {
        self.init(
            symbol: key.symbol.name, timeframe: key.timeframe.rawValue, candle: closed.candle,
            source: Self.sources.firstIndex(of: closed.source) ?? 0,
            timeliness: Self.timelinesses.firstIndex(of: closed.timeliness) ?? 0, holesBefore: closed.holesBefore)
    }

    /// The candle as the feed gave it, of the series at this place; `nil` if a number means nothing to this program.
    func closedCandle(of series: Int) -> ClosedCandle? {
        guard Self.sources.indices.contains(source), Self.timelinesses.indices.contains(timeliness) else { return nil }
        return ClosedCandle(
            series: series, candle: candle, source: Self.sources[source], timeliness: Self.timelinesses[timeliness],
            holesBefore: holesBefore)
    }
}

extension RecordedCommand {
    init(_ command: MonitorCommand) {
        self =
            switch command {
            case .add(let symbol): .add(symbol.name)
            case .remove(let symbol): .remove(symbol.name)
            case .move(let symbol, let place): .move(symbol.name, to: place)
            case .setTimeframe(let timeframe): .setTimeframe(timeframe.rawValue)
            }
    }
}

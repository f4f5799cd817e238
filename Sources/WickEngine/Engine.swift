import Collections
import WickFeed
import WickMarket
import WickRisk
import WickStrategy

/// From a closed candle to a decision, and from a signal to a sized plan, for many series.
///
/// Each series has a strategy of its own, which sees every closed candle once and in order. Only what closed after the
/// warm-up makes a record in the log.
public struct Engine: Sendable {
    /// The most records kept for the screen; the journal keeps all.
    public static let logMax = 10_000

    /// The newest records, oldest first; their numbers run on without a gap.
    public private(set) var log: Deque<SignalRecord> = []
    /// The number of the newest record; 0 before the first.
    public private(set) var logNewest = 0

    /// The series, in the order of their indices: that of the feed's router.
    public var keys: [SeriesKey] { tracks.map(\.key) }

    private(set) var risk: RiskEngine
    private let bufferSize: Int
    private let logSize: Int
    private let mayBeCorrected: Bool
    private var scratch = CandleSeries(capacity: 1)
    private var makeStrategy: (@Sendable (Symbol) -> any Strategy)?
    var tracks: [Track]
    /// All signals since the start, and those of each symbol.
    private(set) var signals = SignalCount(), signalsOfSymbol: [Symbol: SignalCount] = [:]

    /// An engine for these series, each with a strategy that has seen no candle.
    /// - Parameters:
    ///   - series: in the order of the feed's router.
    ///   - risk: sizes the signals.
    ///   - bufferSize: the closed candles kept for each series, at least 1; as many decisions are kept.
    ///   - logSize: the records kept in ``log``, from 0, which is enough where nobody looks, to ``logMax``.
    ///   - mayBeCorrected: whether closed candles can come again with other values: an exchange's can, a file's cannot.
    ///   - makeStrategy: a strategy that has seen no candle, for series that are added later; without one none can be.
    public init(
        series: [(key: SeriesKey, strategy: any Strategy)], risk: RiskEngine, bufferSize: Int,
        logSize: Int = Engine.logMax, mayBeCorrected: Bool = true,
        makeStrategy: (@Sendable (Symbol) -> any Strategy)? = nil
    ) {
        precondition(bufferSize >= 1, "a series keeps at least one candle")
        precondition((0...Self.logMax).contains(logSize), "the log has a bound")
        (self.risk, self.bufferSize, self.logSize, self.makeStrategy) = (risk, bufferSize, logSize, makeStrategy)
        self.mayBeCorrected = mayBeCorrected
        // Room that is not used costs nothing; growing would leave holes behind in the heap each time.
        log.reserveCapacity(logSize)
        tracks = series.map { key, strategy in
            Track(key: key, strategy: strategy, capacity: bufferSize, mayBeCorrected: mayBeCorrected)
        }
    }

    /// Whether series can be added.
    public var canAdd: Bool { makeStrategy != nil }

    /// Adds a series with a strategy of its own.
    ///
    /// - Parameter key: which series.
    /// - Parameter series: its index in the feed's router: the next one, or that of one that was removed.
    /// - Precondition: ``canAdd``.
    public mutating func add(_ key: SeriesKey, at series: Int) {
        guard let makeStrategy else { preconditionFailure("a series needs a strategy") }
        precondition((0...tracks.count).contains(series), "indices have no gap")
        let track = Track(
            key: key, strategy: makeStrategy(key.symbol), capacity: bufferSize, mayBeCorrected: mayBeCorrected)
        if series == tracks.count { tracks.append(track) } else { tracks[series] = track }
    }

    /// Forgets what is known of a series; its records stay in the log.
    public mutating func remove(_ series: Int) {
        tracks[series].forget()
    }

    /// Takes in a closed candle, which is the last of `buffer` already.
    ///
    /// A hole breaks the window: the strategy starts anew and gives no signal until its window is whole again.
    /// - Returns: the record of a signal, if there is one and the candle is not part of the warm-up.
    public mutating func take(_ closed: ClosedCandle, in buffer: CandleSeries) -> SignalRecord? {
        let decision = tracks[closed.series].update(
            closed.candle, followsHole: closed.holesBefore > 0, in: buffer, scratch: &scratch)
        guard let signal = decision.signal, closed.timeliness != .history else { return nil }
        let track = tracks[closed.series]
        let verdict = risk.plan(for: signal, equity: risk.settings.baseAccountSize, rules: track.rules)
        logNewest += 1
        let record = SignalRecord(
            number: logNewest, key: track.key, openTime: decision.openTime, signal: signal, readings: decision.readings,
            verdict: verdict, isLate: closed.timeliness == .late)
        keep(record)
        tracks[closed.series].lastRecord = record
        signalsOfSymbol[track.key.symbol, default: SignalCount()].count(signal.side)
        signals.count(signal.side)
        return record
    }

    private mutating func keep(_ record: SignalRecord) {
        guard logSize > 0 else { return }
        if log.count == logSize { log.removeFirst() }
        log.append(record)
    }

    /// Takes note of what the exchange says of a series' symbol.
    public mutating func take(rules: InstrumentRules, of series: Int) { tracks[series].rules = rules }

    /// A closed candle was corrected: the strategy sees all of the buffer anew, from where it stood before, and is as if
    /// the right values had come at once. Signals that were given stay given, and none is added. Linear in the buffer.
    public mutating func rebuild(_ series: Int, from buffer: CandleSeries) {
        tracks[series].rebuild(from: buffer)
    }

    /// Sizes later signals by other settings.
    public mutating func replace(risk: RiskEngine) { self.risk = risk }

    /// Decides by other strategies from the next candle on; they see what is kept of their series anew, as after a
    /// correction. Linear in all buffers.
    ///
    /// - Parameters:
    ///   - makeStrategy: gives the strategy of a symbol, now and for those that are added later.
    ///   - buffers: in the order of the feed's router.
    public mutating func replaceStrategies(
        _ makeStrategy: @escaping @Sendable (Symbol) -> any Strategy, buffers: [CandleSeries]
    ) {
        precondition(buffers.count == tracks.count, "each series has a buffer")
        self.makeStrategy = makeStrategy
        for series in tracks.indices {
            tracks[series].replace(makeStrategy(tracks[series].key.symbol), buffer: buffers[series])
        }
    }

    /// What the strategy of a series said of a closed candle last; `nil` before the first.
    public func lastDecision(of series: Int) -> Decision? { tracks[series].lastDecision }
}

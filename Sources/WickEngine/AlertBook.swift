import WickFeed
import WickMarket

/// The alerts that are set, and what each needs to know to tell when it becomes true.
///
/// A level is crossed between two values of the same series: the first one only says on which side one is. An alert is told
/// at most once a candle and series, so that a price that trembles around a level does not tell it without end. What closed
/// while nobody looked is passed over: the first fresh value tells what has been crossed meanwhile.
public struct AlertBook: Sendable {
    /// The most alerts that are kept; beyond, the last ones are left out.
    public static let alertsMax = 100

    private struct Mark: Sendable {
        var last: Double
        var toldAt: Timestamp?
    }

    private struct Entry: Sendable {
        let alert: Alert
        var marks: [SeriesKey: Mark] = [:]

        func isFor(_ symbol: Symbol) -> Bool { alert.symbol == nil || alert.symbol == symbol }
    }

    private var entries: [Entry] = []
    /// The symbols whose price matters: asked for each message.
    private var priced: Set<Symbol> = []

    /// No alerts.
    public init() {}

    /// The alerts, in the order in which they were set.
    public var alerts: [Alert] { entries.map(\.alert) }

    /// Whether there are none.
    public var isEmpty: Bool { entries.isEmpty }

    /// Replaces the alerts; those that stay keep what they know.
    public mutating func set(_ alerts: [Alert]) {
        let known = Dictionary(entries.map { ($0.alert, $0) }) { first, _ in first }
        entries = alerts.prefix(Self.alertsMax).map { known[$0] ?? Entry(alert: $0) }
        priced = Set(
            entries.compactMap { entry in
                if case .price = entry.alert.condition { return entry.alert.symbol }
                return nil
            })
    }

    /// Whether the price of this symbol matters.
    public func watchesPrice(of symbol: Symbol) -> Bool { priced.contains(symbol) }

    /// The forming candle of a series has changed.
    public mutating func take(forming candle: Candle, of key: SeriesKey) -> [AlertEvent] {
        watchesPrice(of: key.symbol) ? takePrice(candle, key, tells: true) : []
    }

    /// A candle of a series has closed.
    /// - Parameters:
    ///   - closed: the candle.
    ///   - key: its series.
    ///   - rsi: the RSI with it; `nil` while it is undefined.
    public mutating func take(_ closed: ClosedCandle, of key: SeriesKey, rsi: Double?) -> [AlertEvent] {
        guard closed.timeliness != .late else { return [] }
        let tells = closed.timeliness == .fresh
        var events = watchesPrice(of: key.symbol) ? takePrice(closed.candle, key, tells: tells) : []
        guard let rsi else { return events }
        for index in entries.indices where entries[index].isFor(key.symbol) {
            guard case .rsi(let crossing, let level) = entries[index].alert.condition else { continue }
            events += move(index, to: rsi, crossing, level, closed.candle.openTime, key, tells: tells)
        }
        return events
    }

    /// A signal was given. Late ones, which were never fresh, are passed over.
    public func take(_ record: SignalRecord) -> [AlertEvent] {
        guard !record.isLate else { return [] }
        return entries.compactMap { entry in
            guard entry.isFor(record.key.symbol), case .signal(let side) = entry.alert.condition,
                side == nil || side == record.signal.side
            else { return nil }
            return AlertEvent(
                alert: entry.alert, key: record.key, openTime: record.openTime, value: record.signal.entry,
                side: record.signal.side)
        }
    }

    private mutating func takePrice(_ candle: Candle, _ key: SeriesKey, tells: Bool) -> [AlertEvent] {
        var events: [AlertEvent] = []
        for index in entries.indices where entries[index].alert.symbol == key.symbol {
            guard case .price(let crossing, let level) = entries[index].alert.condition else { continue }
            events += move(index, to: candle.close, crossing, level, candle.openTime, key, tells: tells)
        }
        return events
    }

    private mutating func move(
        _ index: Int, to value: Double, _ crossing: Alert.Crossing, _ level: Double, _ openTime: Timestamp,
        _ key: SeriesKey, tells: Bool
    ) -> [AlertEvent] {
        guard var mark = entries[index].marks[key] else {
            entries[index].marks[key] = Mark(last: value)
            return []
        }
        let isTrue = crossing.isMade(from: mark.last, to: value, level: level)
        let isDue = isTrue && tells && mark.toldAt != openTime
        mark.last = value
        if isDue { mark.toldAt = openTime }
        entries[index].marks[key] = mark
        return isDue ? [AlertEvent(alert: entries[index].alert, key: key, openTime: openTime, value: value)] : []
    }
}

extension Alert.Crossing {
    /// Whether a value that moves like this reaches the level in the way that is asked for.
    fileprivate func isMade(from last: Double, to value: Double, level: Double) -> Bool {
        let (rises, falls) = (last < level && value >= level, last > level && value <= level)
        switch self {
        case .crosses: return rises || falls
        case .above: return rises
        case .below: return falls
        }
    }
}

import WickEngine
import WickFeed
import WickMarket

/// The newest events of a feed, for the screen: changes of its state, what happens to its connections, gaps.
struct FeedHistory: Sendable {
    /// The most that are kept, and the most of their text: a screen shows no more.
    private static let countMax = 100, textMax = 300

    private var moments: [FeedMoment] = []

    /// The newest moments, oldest first.
    func newest(_ count: Int) -> [FeedMoment] { Array(moments.suffix(max(0, count))) }

    /// Takes note of an event at the newest time that the exchange has told.
    mutating func note(_ event: FeedEvent, of keys: [SeriesKey], at time: Timestamp?) {
        switch event {
        case .status(let status):
            let isTrouble = status.state != .live && status.state != .connecting
            let text = status.line
            // Of what only counts up, the newest is enough.
            if let last = moments.last, Self.isProgress(from: last.text, to: text) { moments.removeLast() }
            add(text, isTrouble: isTrouble, at: time)
        case .notice(let notice):
            switch notice.level {
            case .debug: break
            case .info: add(notice.text, isTrouble: false, at: time)
            case .warning: add(notice.text, isTrouble: true, at: time)
            }
        case .repaired(let gap):
            let found = "\(gap.filled) candle\(gap.filled == 1 ? "" : "s") fetched"
            let missing = gap.holes > 0 ? ", \(gap.holes) do not exist" : ""
            add("\(keys[gap.series]) gap: \(found)\(missing)", isTrouble: gap.holes > 0, at: time)
        case .corrected(let series, let candle):
            let moment = UTCTime(candle.openTime).hourAndMinute
            add("\(keys[series]) candle of \(moment) corrected", isTrouble: true, at: time)
        case .added(_, let key): add("\(key) is watched", isTrouble: false, at: time)
        case .removed(let series): add("\(keys[series]) is watched no longer", isTrouble: false, at: time)
        case .timeframe(let timeframe): add("candles of \(timeframe) from now on", isTrouble: false, at: time)
        case .closed, .instrument, .banned: break
        }
    }

    /// Whether two texts differ in their numbers alone.
    private static func isProgress(from old: String, to new: String) -> Bool {
        old != new && old.filter { !$0.isNumber } == new.filter { !$0.isNumber }
    }

    private mutating func add(_ text: String, isTrouble: Bool, at time: Timestamp?) {
        if moments.count == Self.countMax { moments.removeFirst() }
        moments.append(FeedMoment(time: time, isTrouble: isTrouble, text: String(text.prefix(Self.textMax))))
    }
}

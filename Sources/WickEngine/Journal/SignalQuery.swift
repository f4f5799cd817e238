import WickMarket

/// Which records of a journal are wanted.
public struct SignalQuery: Equatable, Sendable {
    /// The symbols; empty for all.
    public var symbols: Set<String> = []
    /// The one side; `nil` for both.
    public var side: String?
    /// The earliest open time wanted, and the first one that is too late.
    public var since, until: Timestamp?

    /// All.
    public init() {}

    /// Whether a line is a signal, or a refusal of one, that is wanted.
    public func wants(_ line: JournalLine) -> Bool {
        guard let type = line.text("type"), type == "signal" || type == "refusal" else { return false }
        guard let symbol = line.text("symbol"), symbols.isEmpty || symbols.contains(symbol) else { return false }
        if let side, line.text("side") != side { return false }
        guard since != nil || until != nil else { return true }
        guard let time = line.openTime else { return false }
        return time >= since ?? time && time < until ?? time.advanced(byMilliseconds: 1)
    }
}

extension JournalLine {
    /// When the candle of a signal opened.
    public var openTime: Timestamp? { number("open_time").flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) } }
}

import WickEngine
import WickFeed
import WickStrategy

extension MonitorMode {
    /// What one is looking at where that is not an exchange: `SIMULATED 10×`, `REPLAY 60×`; empty for an exchange.
    var words: String {
        switch self {
        case .live: ""
        case .simulated(let speed): "SIMULATED" + (speed == 1 ? "" : speed.map(Self.multiple) ?? "")
        case .replay(let speed, let isHeld):
            "REPLAY" + (isHeld ? " PAUSED" : speed.map(Self.multiple) ?? " as fast as it goes")
        }
    }

    private static func multiple(_ speed: Double) -> String { " \(NumberText.trimmed(speed, digitsMax: 2))×" }
}

extension FeedStatus {
    /// The state in words, and in few words where there is little room: `RECONNECTING 4 s (attempt 3)`.
    ///
    /// - Parameter now: the present, to say how long until the next attempt.
    func words(now: ContinuousClock.Instant, brief: Bool = false) -> String {
        switch state {
        case .connecting: return "CONNECTING"
        case .live: return "LIVE"
        case .lagging: return "LAG"
        case .stale: return "STALE"
        case .stopped: return "STOPPED"
        case .reconnecting:
            let wait = retryAt.map { TimeText.secondsLeft(now.duration(to: $0)) } ?? 0
            let due = wait > 0 ? " \(wait) s" : ""
            return brief ? "RECONNECTING\(due)" : "RECONNECTING\(due)" + (attempt > 0 ? " (attempt \(attempt))" : "")
        }
    }
}

extension FeedState {
    /// Whether nothing new comes, so that all that is shown grows old.
    var isStale: Bool {
        switch self {
        case .connecting, .live, .lagging: false
        case .stale, .reconnecting, .stopped: true
        }
    }

    /// How far what is shown can be trusted.
    var role: Style.Role {
        switch self {
        case .live: .good
        case .connecting, .lagging: .warning
        case .stale, .reconnecting, .stopped: .alert
        }
    }
}

extension SeriesState {
    /// The state in a word, the exchange's own (`HALT`, `BREAK`) where it has one; empty while data flows.
    var word: String {
        switch self {
        case .live: ""
        case .warmingUp: "WARM-UP"
        case .waiting: "WAITING"
        case .stale: "STALE"
        case .repairing: "GAP"
        case .halted(let word): String(word.prefix(Self.wordMax))
        case .unavailable(let word): word == Feed.unknownSymbol ? "UNKNOWN" : String(word.prefix(Self.wordMax))
        }
    }

    private static let wordMax = 11

    /// The state in a sentence; empty while data flows.
    var sentence: String {
        switch self {
        case .live: ""
        case .warmingUp: "its history is being fetched"
        case .waiting: "warm; its first message is awaited"
        case .stale: "nothing has come for longer than it should take"
        case .repairing: "candles that were missed are being fetched"
        case .halted(let word): "nothing is traded: the exchange says \(word)"
        case .unavailable(let reason): "the exchange has no data of it: \(reason)"
        }
    }

    /// Whether what is shown of the series may be out of date.
    var isStale: Bool {
        switch self {
        case .live, .warmingUp: false
        case .waiting, .stale, .repairing, .halted, .unavailable: true
        }
    }
}

extension NoSignalReason {
    /// The reason as words: `no volume spike`, `extreme RSI`.
    var words: String {
        rawValue.utf8.split(separator: UInt8(ascii: "_")).map { word in
            let text = String(Substring(word))
            return text == "rsi" || text == "atr" ? text.uppercased() : text
        }.joined(separator: " ")
    }
}

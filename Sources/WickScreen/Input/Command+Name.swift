import WickEngine

extension Command {
    /// The command's name in the configuration: `export`, `log_page_up`, `leave_chart`.
    ///
    /// - Parameter place: where it counts.
    public func name(in place: KeyMap.Place) -> String {
        if self == .alert, place == .alerts { return "alert_new" }
        let word = place.word
        return word.isEmpty || bareName.hasPrefix(word) ? bareName : "\(bareName)_\(word)"
    }

    private var bareName: String {
        switch self {
        case .select(let place): "select_\(place + 1)"
        case .moveSymbol(let places): places < 0 ? "move_symbol_up" : "move_symbol_down"
        case .chartMove(let points): points < 0 ? "chart_left" : "chart_right"
        case .chartPage(let pages): pages < 0 ? "chart_page_left" : "chart_page_right"
        case .chartZoom(let steps): steps < 0 ? "chart_zoom_out" : "chart_zoom_in"
        case .signalPage(let pages): pages < 0 ? "signal_page_up" : "signal_page_down"
        case .selectPage(let pages): pages < 0 ? "page_up" : "page_down"
        case .messagesScroll(let scroll): "messages_\(Self.name(scroll))"
        case .replay(let control): "replay_\(Self.name(control))"
        case .alertMove(let places): places < 0 ? "alert_up" : "alert_down"
        default: Self.words("\(self)")
        }
    }

    private static func name(_ scroll: Scroll) -> String {
        switch scroll {
        case .lines(let count): count < 0 ? "up" : "down"
        case .pageUp: "page_up"
        case .pageDown: "page_down"
        case .oldest: "oldest"
        case .newest: "newest"
        }
    }

    private static func name(_ control: ReplayControl) -> String {
        switch control {
        case .pause: "pause"
        case .step: "step"
        case .faster: "faster"
        case .slower: "slower"
        case .seek(let candles): candles < 0 ? "back_\(candles.magnitude)" : "on_\(candles)"
        }
    }

    /// `logPageUp` as `log_page_up`.
    private static func words(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}

extension KeyMap.Place {
    /// What the names of commands that count there have in them.
    fileprivate var word: String {
        switch self {
        case .monitor: ""
        case .chart: "chart"
        case .signal: "signal"
        case .ledger: "ledger"
        case .messages: "messages"
        case .alerts: "alert"
        case .replay: "replay"
        }
    }
}

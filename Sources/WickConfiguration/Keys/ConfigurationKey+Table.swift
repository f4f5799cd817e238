import WickStrategy

extension ConfigurationKey {
    /// Every key of `live.yaml`, in the order of the file that is shipped; those of a section stand together.
    static let table: [ConfigurationKey] = connection + [sinks, tls] + strategy + others + alerts + simulator

    /// The sections, in the order of the table.
    static let sections: [String] = table.map(\.section).reduce(into: []) { sections, section in
        if !section.isEmpty, sections.last != section { sections.append(section) }
    }

    private static let connection: [ConfigurationKey] = [
        ConfigurationKey(
            "exchange", \.exchange, .choice,
            "where the candles come from; the simulated exchange needs no network"),
        ConfigurationKey(
            "symbols", \.symbols, .list(of: .symbol, max: Configuration.symbolsMax),
            "what is watched, in the order of the screen"),
        ConfigurationKey(
            "timeframe", \.timeframe, .timeframe,
            "the length of the candles"),
        ConfigurationKey(
            "ws_base_url", \.webSocketBaseURL, .orNull(.address(.webSocket)),
            "where the stream is instead of at the exchange's own address; ws:// only on this machine"),
        ConfigurationKey(
            "rest_base_url", \.restBaseURL, .orNull(.address(.rest)),
            "where REST is instead of at the exchange's own address; http:// only on this machine"),
        ConfigurationKey(
            "reconnect_delay", \.reconnectDelay, .seconds(in: 0.1...3600),
            "wait before connecting again; it doubles with each attempt that fails"),
        ConfigurationKey(
            "max_reconnect_delay", \.maxReconnectDelay, .seconds(in: 0.1...3600),
            "longest wait before connecting again; not below reconnect_delay"),
        ConfigurationKey(
            "max_retries", \.maxRetries, .integer(in: 0...1_000_000),
            "attempts in a row after which wick gives up; 0 for never"),
        ConfigurationKey(
            "heartbeat", \.heartbeat, .seconds(in: 1...600),
            "how often each connection is asked with a ping if it is alive"),
        ConfigurationKey(
            mapping: "keys", allowed: "actions, each with a key or a list of keys",
            "other keys on the screen: {export: E, select_next: [n, Down]}; the table of keys names the actions"),
    ]

    private static let sinks = ConfigurationKey(
        "sinks", \.sinks, .orNull(.list(of: .sink, max: SinkSettings.countMax)),
        "where signals, closed candles and states go besides the journal; see README; null for nowhere")

    private static let tls = ConfigurationKey(
        "tls.ca_file", \.tls.caFile, .orNull(.path),
        "PEM file of the only authorities to trust, seen from the folder of this file; null for the system's")

    private static let strategy: [ConfigurationKey] = [
        ConfigurationKey(
            "strategy.type", \.strategy.type, .word(of: StrategyCatalog.all.map(\.name)),
            "the strategy that decides on each closed candle"),
        ConfigurationKey(
            mapping: "strategy.params", allowed: "parameters of the strategy",
            "parameters for all symbols; one that is left out has its default"),
        ConfigurationKey(
            mapping: "strategy.per_symbol", allowed: "symbols that are watched, each with parameters of the strategy",
            "parameters that differ for a symbol: {SOLUSDT: {atr_min_threshold: 0.05}}"),
    ]

    private static let others: [ConfigurationKey] = [
        ConfigurationKey(
            "risk.config_file", \.riskFile, .orNull(.path),
            "JSON file with the risk settings, seen from the folder of this file; null for the defaults"),
        ConfigurationKey(
            "advanced.buffer_size", \.advanced.bufferSize, .integer(in: 50...5000),
            "closed candles kept for each symbol, and fetched at the start"),
        ConfigurationKey(
            "advanced.min_candles_required", \.advanced.minCandlesRequired, .integer(in: 1...5000),
            "closed candles before the first signal; not above buffer_size"),
        ConfigurationKey(
            "advanced.status_update_interval", \.advanced.statusUpdateInterval, .seconds(in: 0.1...3600),
            "how often ages and status lines are refreshed"),
        ConfigurationKey(
            "logging.level", \.logging.level, .choice,
            "least grave message that is written to the log"),
        ConfigurationKey(
            "logging.file", \.logging.file, .orNull(.path),
            "log file, seen from the folder of this file; null for wick.log in the state folder"),
        ConfigurationKey(
            "screen.refresh_hz", \.screen.refreshHz, .integer(in: 1...60),
            "most often that the screen is drawn, times a second"),
        ConfigurationKey(
            "screen.unicode", \.screen.unicode, .choice,
            "lines and charts with characters beyond ASCII; auto asks the locale"),
        ConfigurationKey(
            "screen.colours", \.screen.colours, .choice,
            "colours; auto asks the terminal"),
        ConfigurationKey(
            "screen.theme", \.screen.theme, .choice,
            "colours of what rises and falls: green and red, blue and orange, red and green, or none"),
        ConfigurationKey(
            "screen.mouse", \.screen.mouse, .onOff,
            "listen to the mouse: the wheel scrolls, a click chooses; then the terminal selects text with Shift held"),
        ConfigurationKey(
            "screen.bell", \.screen.bell, .onOff,
            "ring the terminal's bell for a new signal"),
    ]

    private static let alerts: [ConfigurationKey] = [
        ConfigurationKey(
            "alerts.rules", \.alerts.rules, .alerts(max: AlertSettings.alertsMax),
            "what to tell of: a price that crosses a level, the RSI of a closed candle, a signal; null for nothing"),
        ConfigurationKey(
            "alerts.bell", \.alerts.bell, .onOff,
            "ring the terminal's bell for an alert"),
        ConfigurationKey(
            "alerts.flash", \.alerts.flash, .onOff,
            "say an alert on the last line of the screen for a while"),
        ConfigurationKey(
            "alerts.command", \.alerts.command, .orNull(.command(wordsMax: AlertSettings.commandWordsMax)),
            "what to run for an alert, without a shell; WICK_TEXT and others tell it of what; null for nothing"),
        ConfigurationKey(
            "alerts.command_timeout", \.alerts.commandTimeout, .seconds(in: 0.1...600),
            "how long the command may take before it is ended"),
    ]

    private static let simulator: [ConfigurationKey] = [
        ConfigurationKey(
            "simulator.seed", \.simulator.seed, .integer(in: 0...Int.max),
            "seed of the simulated market; the same seed gives the same market"),
        ConfigurationKey(
            "simulator.speed", \.simulator.speed, .speed(in: 0.1...10_000),
            "times real speed, or max for as fast as it is read"),
        ConfigurationKey(
            "simulator.data", \.simulator.data, .orNull(.list(of: .path, max: 1000)),
            "kline files to play instead (.csv, .csv.gz, .zip), seen from the folder of this file; null for none"),
    ]
}

extension KeyMap {
    /// The keys as they come.
    public static let standard = KeyMap(
        monitor + everywhere + chart + signal + ledger + messages + alerts + replay)

    private static let monitor = [
        Binding("1-9 0", "show the 1st to the 10th symbol", brief: "the 1st to the 10th", digits),
        Binding(
            "↑ ↓ j k Tab", "show the next or the previous symbol (also Shift-Tab)", hint: Hint("↑ ↓", "symbol"),
            [
                .down: .selectNext, .character("j"): .selectNext, .tab: .selectNext,
                .up: .selectPrevious, .character("k"): .selectPrevious, .backTab: .selectPrevious,
            ]),
        Binding(
            "c", "the chart over the whole middle, and back", hint: Hint("c", "chart"), [.character("c"): .chart]),
        Binding(
            "PgUp PgDn", "scroll the signal log; it follows new signals only at its end",
            hint: Hint("PgUp PgDn", "log"), [.pageUp: .logPageUp, .pageDown: .logPageDown]),
        Binding(
            "Enter", "the newest signal on view with all its numbers, in words", hint: Hint("Enter", "signal"),
            [.enter: .signal]),
        Binding(
            "f F", "only signals of the selected symbol; only long ones, short ones", hint: Hint("f", "filter"),
            [.character("f"): .logSymbol, .character("F"): .logSide]),
        Binding(
            "s", "sort by change, volume, RSI, name, signal, or as configured", hint: Hint("s", "sort"),
            [.character("s"): .sort]),
        Binding(
            "L", "the ledger: connections, and where each candle came from", hint: Hint("L", "ledger"),
            [.character("L"): .ledger]),
        Binding("m", "messages: the newest lines of wick's own log", brief: "messages", [.character("m"): .messages]),
        Binding(
            "Space", "hold the picture, while the core runs on; let it go on", hint: Hint("Space", "pause"),
            [.character(" "): .pause]),
        Binding(
            "/", "look for a symbol of the exchange, and watch it, too", brief: "add a symbol",
            [.character("/"): .search]),
        Binding("d", "watch the symbol no more (asks first)", brief: "take it out", [.character("d"): .remove]),
        Binding(
            "J K", "put the symbol further down, or up", brief: "move it",
            [.character("J"): .moveSymbol(1), .character("K"): .moveSymbol(-1)]),
        Binding("t", "another timeframe", hint: Hint("t", "timeframe"), [.character("t"): .timeframe]),
        Binding(
            "a", "set an alert: a price crossed, an RSI above or below, a signal", brief: "set an alert",
            [.character("a"): .alert]),
        Binding("A", "the alerts that are set, and what they have told", brief: "alerts", [.character("A"): .alerts]),
        Binding("T", "other colours: one theme after another", brief: "colours", [.character("T"): .theme]),
        Binding(
            "w", "write what you changed to your configuration, comments kept", brief: "save",
            [.character("w"): .save]),
        Binding(
            "S", "the simulated exchange, while another cannot be reached", brief: "simulated exchange",
            [.character("S"): .simulate]),
        Binding(
            "e", "write the symbol's candles to a CSV file, and say where", brief: "export", [.character("e"): .export]),
        Binding(
            "Home End", "the oldest signals; the newest, and follow again", brief: "oldest, newest signals",
            [.home: .logOldest, .end: .logNewest]),
    ]

    private static let chart = [
        Binding(
            "← → h l", "in the chart: read out the candle before or after", hint: Hint("← →", "candle"), in: .chart,
            [
                .left: .chartMove(-1), .character("h"): .chartMove(-1),
                .right: .chartMove(1), .character("l"): .chartMove(1),
            ]),
        Binding(
            "PgUp PgDn Home", "in the chart: half a picture back or on; the oldest candle",
            brief: "half a picture, oldest", in: .chart,
            [.pageUp: .chartPage(-1), .pageDown: .chartPage(1), .home: .chartOldest]),
        Binding(
            "+ -", "in the chart: nearer, farther", hint: Hint("+ -", "zoom"), in: .chart,
            [.character("+"): .chartZoom(1), .character("="): .chartZoom(1), .character("-"): .chartZoom(-1)]),
        Binding(
            "0 End", "in the chart: back to the newest candle", hint: Hint("0", "live"), in: .chart,
            [.character("0"): .chartLive, .end: .chartLive]),
        Binding(
            "Esc", "leave the chart", hint: Hint("Esc", "back"), in: .chart,
            [.escape: .leave, .character("c"): .leave]),
    ]

    private static let signal = [
        Binding(
            "↑ ↓", "on a signal's page: the one before or after", hint: Hint("↑ ↓", "signal"), in: .signal,
            [
                .up: .signalOlder, .character("k"): .signalOlder, .left: .signalOlder,
                .down: .signalNewer, .character("j"): .signalNewer, .right: .signalNewer,
            ]),
        Binding(
            "PgUp PgDn", "on a signal's page: scroll, where it is longer than the screen",
            hint: Hint("PgUp PgDn", "scroll"), in: .signal, [.pageUp: .signalPage(-1), .pageDown: .signalPage(1)]),
        Binding(
            "Esc Enter", "leave a signal's page", hint: Hint("Esc", "back"), in: .signal,
            [.escape: .leave, .enter: .leave]),
    ]

    private static let ledger = [
        Binding(
            "PgUp PgDn", "on the ledger: a page of symbols up or down", hint: Hint("PgUp PgDn", "scroll"), in: .ledger,
            [.pageUp: .selectPage(-1), .pageDown: .selectPage(1)]),
        Binding("Esc", "leave the ledger", hint: Hint("Esc", "back"), in: .ledger, [.escape: .leave]),
    ]

    private static let messages = [
        Binding(
            "↑ ↓ PgUp PgDn", "on the messages: scroll; they follow new ones only at their end",
            hint: Hint("PgUp PgDn", "scroll"), in: .messages,
            [
                .up: .messagesScroll(.lines(-1)), .character("k"): .messagesScroll(.lines(-1)),
                .down: .messagesScroll(.lines(1)), .character("j"): .messagesScroll(.lines(1)),
                .pageUp: .messagesScroll(.pageUp), .pageDown: .messagesScroll(.pageDown),
            ]),
        Binding(
            "Home End", "on the messages: the oldest; the newest, and follow again", hint: Hint("End", "newest"),
            in: .messages, [.home: .messagesScroll(.oldest), .end: .messagesScroll(.newest)]),
        Binding("Esc", "leave the messages", hint: Hint("Esc", "back"), in: .messages, [.escape: .leave]),
    ]

    private static let replay = [
        Binding(
            "Space", "in a replay: hold it; let it go on", hint: Hint("Space", "pause"), in: .replay,
            [.character(" "): .replay(.pause)]),
        Binding(
            ".", "in a replay: go on to the next closed candle, and hold it there", hint: Hint(".", "step"),
            in: .replay, [.character("."): .replay(.step)]),
        Binding(
            "[ ] { }", "in a replay: 10 candles back or on; 100", hint: Hint("[ ]", "seek"), in: .replay,
            [
                .character("["): .replay(.seek(candles: -10)), .character("]"): .replay(.seek(candles: 10)),
                .character("{"): .replay(.seek(candles: -100)), .character("}"): .replay(.seek(candles: 100)),
            ]),
        Binding(
            "< >", "in a replay: slower; faster, in the end as fast as it goes", hint: Hint("< >", "speed"),
            in: .replay, [.character("<"): .replay(.slower), .character(">"): .replay(.faster)]),
    ]

    private static let alerts = [
        Binding(
            "↑ ↓", "on the alerts' page: choose one", hint: Hint("↑ ↓", "choose"), in: .alerts,
            [
                .up: .alertMove(-1), .character("k"): .alertMove(-1), .down: .alertMove(1),
                .character("j"): .alertMove(1),
            ]),
        Binding(
            "a", "on the alerts' page: set another", hint: Hint("a", "set one"), in: .alerts,
            [.character("a"): .alert]),
        Binding(
            "d Del", "on the alerts' page: take the chosen one out", hint: Hint("d", "take out"), in: .alerts,
            [.character("d"): .alertRemove, .delete: .alertRemove]),
        Binding(
            "Esc A", "leave the alerts' page", hint: Hint("Esc", "back"), in: .alerts,
            [.escape: .leave, .enter: .leave, .character("A"): .leave]),
    ]

    private static let everywhere = [
        Binding("Ctrl-L", "draw the screen anew", brief: "draw anew", [.control("l"): .redraw]),
        Binding(
            "Ctrl-Z", "back to the shell for a while; fg returns", brief: "to the shell", [.control("z"): .suspend]),
        Binding("?", "this page", hint: Hint("?", "help"), [.character("?"): .help]),
        Binding(
            "q", "quit (so does Ctrl-C)", hint: Hint("q", "quit"), [.character("q"): .quit, .control("c"): .quit]),
    ]

    private static let digits: [Key: Command] = {
        var digits: [Key: Command] = [.character("0"): .select(9)]
        for digit in 1...9 { digits[.character(Character(String(digit)))] = .select(digit - 1) }
        return digits
    }()
}

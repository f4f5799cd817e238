import Foundation

/// What a test reads off the monitor's screen.
struct MonitorScreen {
    let lines: [String]

    /// The symbol whose candles are shown, as the rule above them names it.
    var selected: String? { lines.firstMatch(of: #/^── ([A-Z0-9]+) 1m /#) }
    /// The symbol that the watchlist marks.
    var marked: String? { lines.firstMatch(of: #/^ ?▸ +\d+ +([A-Z0-9]+) /#) }
    /// The open time of the forming candle.
    var formingTime: String? { lines.firstMatch(of: #/^\* +(\d\d:\d\d) /#) }
    /// The close of the forming candle.
    var formingClose: String? { lines.firstMatch(of: #/^\* +\d\d:\d\d +[\d.,]+ +[\d.,]+ +[\d.,]+ +([\d.,]+) /#) }
    /// The open times of the closed candles, newest first.
    var closedTimes: [String] {
        lines.compactMap { $0.firstMatch(of: #/^ +(\d\d:\d\d) +[\d.,]+ .*[▲▼=]/#).map { String($0.1) } }
    }
    /// The title of the signal log: how many there are, or which of them are shown.
    var logTitle: String? { lines.firstMatch(of: #/^── signals ([0-9a-z ]*\d)/#) }
    /// The signals in the log; one of another day than today has its date before the time.
    var signals: [String] { lines.filter { $0.contains(#/^ (\d\d-\d\d )?\d\d:\d\d +[A-Z0-9]+ +(LONG|SHORT) /#) } }
}

extension [String] {
    fileprivate func firstMatch(of pattern: Regex<(Substring, Substring)>) -> String? {
        for line in self {
            if let match = line.firstMatch(of: pattern) { return String(match.1) }
        }
        return nil
    }
}

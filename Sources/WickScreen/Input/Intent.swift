import WickEngine
import WickMarket

/// What a key asks of whoever drives the screen; all else the view state has done by itself.
public enum Intent: Equatable, Sendable {
    /// End the program.
    case quit
    /// Write every cell anew: something else has written to the terminal.
    case redraw
    /// Give the terminal back to the shell for a while.
    case suspend
    /// Lead the replay so.
    case replay(ReplayControl)
    /// Write the candles of this series to a file, and say where.
    case export(SeriesKey)
    /// Show the simulated exchange in place of one that cannot be reached.
    case simulate
    /// Watch other symbols, or in another order or timeframe.
    case send(MonitorCommand)
    /// Watch a symbol no more, and tell of these alerts from now on.
    case remove(Symbol, alerts: [Alert])
    /// Show these colours from now on.
    case theme(Theme)
    /// Say why a key did nothing.
    case say(String)
    /// Write what was changed while the program ran to the configuration.
    case save
    /// Tell of these alerts from now on, and of no others.
    case watch([Alert])
}

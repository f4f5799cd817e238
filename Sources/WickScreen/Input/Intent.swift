import WickEngine
import WickMarket

/// What a key asks of whoever drives the screen; all else the view state has done by itself.
public enum Intent: Hashable, Sendable {
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
    /// Tell of these alerts from now on, and of no others.
    case watch([Alert])
}

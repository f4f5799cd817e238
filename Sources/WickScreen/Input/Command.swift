import WickEngine

/// What a key asks for.
public enum Command: Hashable, Sendable {
    /// Shows the symbol at this place of the watchlist, from 0.
    case select(Int)
    case selectNext, selectPrevious
    /// Moves the choice by so many pages of the list.
    case selectPage(Int)
    /// Sorts the watchlist by the next measure.
    case sort
    /// Shows the account of candles and connections, or leaves it.
    case ledger
    case logPageUp, logPageDown, logOldest, logNewest
    /// Shows the signals of the selected symbol only, or of all; of one side only, or of both.
    case logSymbol, logSide
    /// Gives the last signal on view a page of its own; there, goes to the one before or after.
    case signal, signalOlder, signalNewer
    /// Scrolls a signal's page by so many pages, where it is longer than the screen.
    case signalPage(Int)
    /// Gives the chart the whole middle and the arrows, or gives it back.
    case chart
    /// Moves the chart's crosshair by points, or by half of what is on view; a negative number goes back in time.
    case chartMove(Int), chartPage(Int)
    case chartOldest, chartLive
    /// Shows fewer candles, or more with a negative number.
    case chartZoom(Int)
    /// Holds the picture while the core runs on, or lets it go on.
    case pause
    /// Leads a replay.
    case replay(ReplayControl)
    /// Shows the newest lines of wick's own log, or leaves them; scrolls through them.
    case messages, messagesScroll(Scroll)
    /// Asks for a new alert; shows those that there are; there, chooses another one, or takes the chosen one out.
    case alert, alerts, alertMove(Int), alertRemove
    /// Looks for a symbol to watch, too; asks whether to watch the selected one no more; asks for the timeframe.
    case search, remove, timeframe
    /// Puts the selected symbol so many places further down the list.
    case moveSymbol(Int)
    /// Shows the simulated exchange in place of one that has sent nothing yet.
    case simulate
    /// Shows other colours.
    case theme
    /// Writes what was changed to the configuration.
    case save
    /// Writes the selected symbol's candles to a file.
    case export
    /// Leaves what has the keys: the chart, a page.
    case leave
    case help, quit, redraw, suspend

    /// How far to scroll: down by so many lines, by a page, or to an end.
    public enum Scroll: Hashable, Sendable { case lines(Int), pageUp, pageDown, oldest, newest }
}

import Glibc
import WickEngine
import WickScreen

/// The monitor in the terminal.
public enum TerminalMonitor {
    /// Shows the monitor until it is told to stop, and gives the terminal back as it was: after a key, a signal and a crash.
    ///
    /// To be called on the main thread, once at a time. It sleeps in `poll` until a key, a signal or a snapshot comes, and
    /// waits for nothing else. While it runs, standard error is held back if it is the terminal, and written out after.
    /// SIGPIPE stays ignored.
    ///
    /// - Parameter mailbox: where the core leaves its snapshots.
    /// - Parameter options: how to draw.
    /// - Parameter view: is called on this thread whenever something else comes into view; it must not wait.
    /// - Parameter perform: is called on this thread for what a key asks beyond the screen; it must not wait. What comes of
    ///   it can be told by a note in the mailbox.
    /// - Returns: why it stopped.
    /// - Throws: if there is no terminal that could show it.
    public static func run(
        mailbox: SnapshotMailbox, options: ScreenOptions = ScreenOptions(),
        view: @escaping (SnapshotRequest) -> Void, perform: @escaping (Intent) -> Void = { _ in }
    ) throws(TerminalError) -> StopReason {
        signal(SIGPIPE, SIG_IGN)
        let relay = try SignalRelay()
        relay.install([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])
        let terminal = try Terminal(options)
        var loop = MonitorLoop(
            mailbox: mailbox, options: options, terminal: terminal, relay: relay, view: view, perform: perform)
        let reason = loop.run()
        terminal.end()
        relay.uninstall()
        return reason
    }
}

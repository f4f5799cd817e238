/// Why the screen was left.
public enum StopReason: Equatable, Sendable {
    /// The key for it was pressed.
    case quitKey
    /// This signal asked for it: SIGINT, SIGTERM or SIGHUP.
    case signal(Int32)
    /// There is no terminal any more.
    case terminalGone
}

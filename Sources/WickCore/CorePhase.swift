/// Where a core stands in its life; it goes one way only.
enum CorePhase: Sendable {
    /// Not started yet.
    case new
    case running
    /// Asked to stop; goodbyes are under way.
    case stopping
    /// Nothing happens any more.
    case stopped
}

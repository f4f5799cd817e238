import Synchronization
import WickCore
import WickEngine
import WickFeed

/// Says on the screen in full why an exchange cannot be reached, as long as it has sent nothing: the last line has no room
/// for what can be done about it.
final class ReachDesk: Sendable {
    private struct State {
        var said = ""
        var isReached = false
    }

    private let mailbox: SnapshotMailbox
    private let state = Mutex(State())

    /// - Parameter mailbox: of the screen.
    init(mailbox: SnapshotMailbox) { self.mailbox = mailbox }

    /// Takes in what the core tells; brief.
    func take(_ event: CoreEvent) {
        guard case .status(let status, _) = event else { return }
        let isNew = state.withLock { state in
            switch status.state {
            case .live, .lagging, .stale: state.isReached = true
            case .connecting, .stopped: break
            case .reconnecting:
                guard !state.isReached, status.retryAt != nil, state.said != status.detail else { return false }
                state.said = status.detail
                return true
            }
            return false
        }
        if isNew { mailbox.post(ScreenNote(status.detail, .warning)) }
    }
}

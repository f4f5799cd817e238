import Glibc
import Synchronization

/// Hands the newest snapshot from the core to the screen, with a bell that `poll` can wait for.
///
/// A newer snapshot replaces one that was not taken yet; nothing waits on either side.
public final class SnapshotMailbox: Sendable {
    /// Becomes readable when a snapshot waits. For `poll` only: ``take()`` reads it.
    public let bell: Int32

    private let newest = Mutex<Snapshot?>(nil)
    private let ringer: Int32

    /// An empty mailbox.
    /// - Throws: the `errno` of `pipe2`.
    public init() throws(MailboxError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw MailboxError(errno: errno) }
        (bell, ringer) = (ends[0], ends[1])
        for end in ends {
            // Neither end is to block, nor to be inherited by a command that is run later.
            guard fcntl(end, F_SETFL, O_NONBLOCK) == 0, fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else {
                throw MailboxError(errno: errno)
            }
        }
    }

    deinit {
        close(bell)
        close(ringer)
    }

    /// Leaves a snapshot and rings.
    public func post(_ snapshot: Snapshot) {
        let wasEmpty = newest.withLock { slot in
            defer { slot = snapshot }
            return slot == nil
        }
        // A full pipe needs no second ring, so the result does not matter.
        if wasEmpty { _ = write(ringer, [1], 1) }
    }

    /// Takes the newest snapshot, if one waits, and stills the bell.
    public func take() -> Snapshot? {
        var rings: [UInt8] = Array(repeating: 0, count: 16)
        while read(bell, &rings, rings.count) > 0 {}
        return newest.withLock { slot in
            defer { slot = nil }
            return slot
        }
    }
}

/// The system gave no pipe.
public struct MailboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system's error number.
    public let errno: Int32

    public var description: String { "cannot make a pipe between core and screen (errno \(errno))" }
}

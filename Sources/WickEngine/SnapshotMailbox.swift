import Glibc
import Synchronization

/// Hands the newest snapshot from the core to the screen, and notes from anywhere, with a bell that `poll` can wait for.
///
/// A newer snapshot replaces one that was not taken yet; nothing waits on either side. For one taker.
public final class SnapshotMailbox: Sendable {
    /// The most notes that wait; beyond, the oldest goes.
    public static let notesMax = 32

    /// Becomes readable when a snapshot or a note waits. For `poll` only: ``take()`` reads it.
    public let bell: Int32

    private let newest = Mutex<Snapshot?>(nil)
    private let notes = Mutex<[ScreenNote]>([])
    private let ringer: Int32

    /// An empty mailbox.
    /// - Throws: ``MailboxError`` if the system has no descriptors left.
    public init() throws(MailboxError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw MailboxError(reason: SystemError(errno).description) }
        (bell, ringer) = (ends[0], ends[1])
        for end in ends {
            // Neither end is to block, nor to be inherited by a command that is run later.
            guard fcntl(end, F_SETFL, O_NONBLOCK) == 0, fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else {
                throw MailboxError(reason: SystemError(errno).description)
            }
        }
    }

    deinit {
        close(bell)
        close(ringer)
    }

    /// Leaves a snapshot and rings, unless the bell for the one before is still to be answered.
    public func post(_ snapshot: Snapshot) {
        let wasEmpty = newest.withLock { slot in
            defer { slot = snapshot }
            return slot == nil
        }
        // A full pipe rings anyhow, so the result does not matter.
        if wasEmpty { _ = write(ringer, [1], 1) }
    }

    /// Leaves a note and rings.
    public func post(_ note: ScreenNote) {
        notes.withLock { notes in
            if notes.count == Self.notesMax { notes.removeFirst() }
            notes.append(note)
        }
        _ = write(ringer, [1], 1)  // A full pipe rings anyhow.
    }

    /// Takes the notes that wait, oldest first. To be called after ``take()``, which stills the bell.
    public func takeNotes() -> [ScreenNote] {
        notes.withLock { notes in
            defer { notes = [] }
            return notes
        }
    }

    /// Takes the newest snapshot, if one waits, and stills the bell.
    ///
    /// The bell first: what is posted in between is taken at once and at worst rings for nothing, whereas the other way
    /// round its ring would be lost.
    public func take() -> Snapshot? {
        var rings: (UInt64, UInt64) = (0, 0)
        while read(bell, &rings, 16) > 0 {}
        return newest.withLock { $0.take() }
    }
}

/// The system has no descriptors for the bell.
public struct MailboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Why, in the system's words.
    public let reason: String

    public var description: String { "cannot make a bell between core and screen: \(reason)" }
}

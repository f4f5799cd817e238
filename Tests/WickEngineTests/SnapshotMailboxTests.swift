import Foundation
import Glibc
import Testing
import WickEngine

struct SnapshotMailboxTests {
    private static func snapshot(_ number: Int) throws -> Snapshot {
        var snapshot = try TestFeed([]).snapshot()
        snapshot.logNewest = number
        return snapshot
    }

    private static func rings(_ mailbox: SnapshotMailbox, within milliseconds: Int32 = 0) -> Bool {
        var bell = pollfd(fd: mailbox.bell, events: Int16(POLLIN), revents: 0)
        return poll(&bell, 1, milliseconds) == 1 && bell.revents == Int16(POLLIN)
    }

    @Test("rings when a snapshot waits, until it is taken")
    func rings() throws {
        let mailbox = try SnapshotMailbox()
        #expect(!Self.rings(mailbox) && mailbox.take() == nil)
        mailbox.post(try Self.snapshot(1))
        #expect(Self.rings(mailbox) && Self.rings(mailbox))
        #expect(mailbox.take()?.logNewest == 1)
        #expect(!Self.rings(mailbox) && mailbox.take() == nil)
    }

    @Test("the newest snapshot wins, and the bell rings once for all of them")
    func newestWins() throws {
        let mailbox = try SnapshotMailbox()
        let template = try Self.snapshot(0)
        for number in 1...100_000 {
            var snapshot = template
            snapshot.logNewest = number
            mailbox.post(snapshot)
        }
        var waiting: Int32 = 0
        #expect(ioctl(mailbox.bell, UInt(FIONREAD), &waiting) == 0 && waiting == 1)
        #expect(mailbox.take()?.logNewest == 100_000)
        #expect(!Self.rings(mailbox) && mailbox.take() == nil)
    }

    @Test("notes ring, too, all of them are taken in order, and of too many the newest are kept")
    func notes() throws {
        let mailbox = try SnapshotMailbox()
        mailbox.post(ScreenNote("one"))
        mailbox.post(ScreenNote("two", .alert))
        #expect(Self.rings(mailbox) && mailbox.take() == nil && !Self.rings(mailbox))
        #expect(mailbox.takeNotes() == [ScreenNote("one"), ScreenNote("two", .alert)])
        #expect(mailbox.takeNotes().isEmpty)
        for number in 1...100 { mailbox.post(ScreenNote("\(number)")) }
        #expect(mailbox.takeNotes().map(\.text) == (69...100).map { "\($0)" })
    }

    @Test("neither end blocks or is inherited")
    func flags() throws {
        let mailbox = try SnapshotMailbox()
        #expect(fcntl(mailbox.bell, F_GETFL) & O_NONBLOCK != 0 && fcntl(mailbox.bell, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test("no wake-up is lost between two threads: whoever sleeps on the bell gets the last snapshot")
    func losesNoWakeUp() throws {
        let mailbox = try SnapshotMailbox()
        let count = 50_000
        let template = try Self.snapshot(0)
        let poster = Thread {
            for number in 1...count {
                var snapshot = template
                snapshot.logNewest = number
                mailbox.post(snapshot)
            }
        }
        poster.start()
        var newest = 0
        while newest < count {
            // With a wake-up lost, the bell would stay silent here for ever.
            guard Self.rings(mailbox, within: 20_000) else { break }
            guard let snapshot = mailbox.take() else { continue }
            if snapshot.logNewest <= newest { Issue.record("\(snapshot.logNewest) after \(newest)") }
            newest = snapshot.logNewest
        }
        #expect(newest == count)
    }
}

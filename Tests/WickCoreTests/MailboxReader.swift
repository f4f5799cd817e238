import Dispatch
import Glibc
import WickEngine

extension SnapshotMailbox {
    /// Waits for the bell off the cooperative threads; `nil` after 20 s.
    func next() async -> Snapshot? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let deadline = ContinuousClock.now + .seconds(20)
                while ContinuousClock.now < deadline {
                    var bell = pollfd(fd: self.bell, events: Int16(POLLIN), revents: 0)
                    poll(&bell, 1, 1000)
                    guard let snapshot = self.take() else { continue }
                    continuation.resume(returning: snapshot)
                    return
                }
                continuation.resume(returning: nil)
            }
        }
    }

    /// The first snapshot of which `condition` holds; `nil` if none came within 20 s of the one before.
    func next(where condition: (Snapshot) -> Bool) async -> Snapshot? {
        while let snapshot = await next() {
            if condition(snapshot) { return snapshot }
        }
        return nil
    }
}

import Testing
import WickFeed

@testable import WickCore

struct FeedHistoryTests {
    private func texts(_ events: [FeedEvent]) -> [String] {
        var history = FeedHistory()
        for event in events { history.note(event, of: [], at: nil) }
        return history.newest(.max).map(\.text)
    }

    private func status(_ state: FeedState, _ detail: String) -> FeedEvent {
        .status(FeedStatus(state: state, detail: detail))
    }

    @Test("keeps the newest of what only counts up, and everything else")
    func keepsProgressOnce() {
        let events = [
            status(.connecting, "connecting"), status(.reconnecting, "connecting"),
            status(.connecting, "fetching history: 1 of 10"), status(.connecting, "fetching history: 10 of 10"),
            status(.connecting, "waiting for data"), status(.live, "data flows"),
            status(.stale, "no data for 60 s"), status(.stale, "no data for 61 s"), status(.live, "data flows"),
            status(.live, "data flows"),
        ]
        #expect(
            texts(events) == [
                "connecting", "reconnecting: connecting", "connecting: fetching history: 10 of 10",
                "connecting: waiting for data", "live: data flows",
                "stale: no data for 61 s", "live: data flows", "live: data flows",
            ])
    }

    @Test("keeps a bounded number of moments of a bounded length")
    func isBounded() {
        let long = String(repeating: "x", count: 10_000)
        let events = (0..<1_000).map { status($0.isMultiple(of: 2) ? .stale : .live, long) }
        #expect(texts(events).count == 100)
        #expect(texts(events).allSatisfy { $0.count == 300 })
    }
}

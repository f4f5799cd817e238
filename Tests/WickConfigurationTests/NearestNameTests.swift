import Testing
import WickTestKit

@testable import WickConfiguration

struct NearestNameTests {
    private let names = ["exchange", "symbols", "timeframe", "ws_base_url", "heartbeat", "logging", "on", "off"]

    @Test(
        "finds what was meant",
        arguments: [
            ("exchagne", "exchange"), ("symbol", "symbols"), ("time_frame", "timeframe"),
            ("ws-base-url", "ws_base_url"),
            ("Heartbeat", "heartbeat"), ("log", "logging"), ("onn", "on"), ("offf", "off"),
        ])
    func findsWhatWasMeant(text: String, name: String) {
        #expect(NearestName.of(text, among: names) == name)
    }

    @Test(
        "finds nothing where nothing is near",
        arguments: ["", "x", "kraken", "lo", "レート", String(repeating: "on", count: 500)])
    func findsNothing(text: String) {
        #expect(NearestName.of(text, among: names) == nil)
    }

    @Test("counts edits: letters in, out, changed, and neighbours swapped")
    func countsEdits() {
        func distance(_ from: String, _ to: String) -> Int {
            NearestName.distance(from: Array(from.utf8), to: Array(to.utf8))
        }
        #expect(distance("", "abc") == 3)
        #expect(distance("abc", "abc") == 0)
        #expect(distance("abcd", "abdc") == 1)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("binnance", "binance") == 1)
    }

    @Test(
        "is a distance: the same both ways, and no more than the edits that were made",
        arguments: 0..<100 as Range<UInt64>)
    func isADistance(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let from = (0..<Int.random(in: 1...12, using: &random)).map { _ in UInt8.random(in: 97...100, using: &random) }
        var to = from
        let edits = Int.random(in: 0...3, using: &random)
        for _ in 0..<edits {
            let index = Int.random(in: 0...to.count, using: &random)
            if Bool.random(using: &random), index < to.count { to.remove(at: index) } else { to.insert(97, at: index) }
        }
        #expect(NearestName.distance(from: from, to: to) <= edits)
        #expect(NearestName.distance(from: from, to: to) == NearestName.distance(from: to, to: from))
    }
}

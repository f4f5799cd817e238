import Testing
import WickFeed
import WickTestKit

@testable import WickBinance

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct RecordedMessageTests {
    @Test(
        "reads every recorded candle as JSONDecoder does, bit for bit, and ignores the rest",
        arguments: Recording.allCases)
    func readsRecorded(recording: Recording) throws {
        let messages = try recording.messages()
        #expect(messages.count == recording.messageCount)
        var candles = 0
        for message in messages {
            switch try decode(message) {
            case .candle(let update):
                let expected = try #require(Oracle.candle(in: message, recordedTable))
                #expect(isSameBitForBit(update, expected))
                candles += 1
            case .ignored:
                #expect(Oracle.candle(in: message, recordedTable) == nil)
            case let other:
                Issue.record("\(other) of \(String(decoding: message, as: UTF8.self))")
            }
        }
        #expect(candles == recording.candleCount)
    }

    @Test("the fast path takes every recorded candle, wrapped or raw, and the general scanner agrees")
    func bothPathsAgree() throws {
        for message in try Recording.candleMessages() {
            let start = try #require(message.firstRange(of: #"{"e":"#.utf8)).lowerBound
            for form in [message, Array(message[start...].dropLast())] {
                #expect(form.withUnsafeBytes { KlineFastPath.scan($0) != nil })
                #expect(try decode(form) == decodeGenerally(form))
            }
        }
    }

    @Test("says of every beginning of a recorded candle message that it is malformed, and where it ends")
    func truncated() throws {
        for message in try Recording.candleMessages().prefix(12) {
            for count in 0..<message.count {
                guard case .malformed(_, let offset) = try decode(message.prefix(count)) else {
                    Issue.record("\(count) bytes are taken")
                    continue
                }
                #expect(offset <= count)
            }
        }
    }

    @Test(
        "takes damaged candle messages only where JSONDecoder takes them, with the same values",
        arguments: 0..<10 as Range<UInt64>)
    func damaged(seed: UInt64) throws {
        var damage = Damage(random: SeededRandom(seed: seed))
        for message in try Recording.candleMessages() {
            for _ in 0..<5 { try expectAgreement(with: damage.applied(to: message)) }
        }
    }
}

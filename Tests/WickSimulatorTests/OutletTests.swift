import NIOCore
import Testing

@testable import WickSimulator

struct OutletTests {
    private let name = StreamName("btcusdt@kline_1m")

    private func outlet(_ texts: String...) throws -> Outlet {
        Outlet(plan: FaultPlan(orders: try texts.map { try FaultOrder($0) }))
    }

    private func push(_ time: Int64, isClosed: Bool = false) -> KlinePush {
        var kline = Kline(flat: 10, openTime: 0, length: 60_000)
        (kline.high, kline.low) = (12, 9)
        return KlinePush(eventTime: time, kline: kline, isClosed: isClosed)
    }

    @Test("doubles messages, and lets them change places two by two")
    func doublesAndReorders() throws {
        let name = try #require(name)
        var doubling = try outlet("duplicate-frames")
        #expect(doubling.pushes(push(1), of: name, elapsed: .zero).map(\.eventTime) == [1, 1])
        var reordering = try outlet("reordered-frames")
        let sent = (1...5).map { reordering.pushes(push($0), of: name, elapsed: .zero).map(\.eventTime) }
        #expect(sent == [[], [2, 1], [], [4, 3], []])
        var plain = Outlet()
        #expect(plain.pushes(push(1), of: name, elapsed: .zero) == [push(1)])
    }

    @Test("sends what it held back once the order is kept again")
    func letsGo() throws {
        let name = try #require(name)
        var outlet = try outlet("reordered-frames@1s")
        _ = outlet.plan.strikes(now: .seconds(1), hasConnections: true)
        #expect(outlet.pushes(push(1), of: name, elapsed: .seconds(10)) == [])
        #expect(outlet.pushes(push(2), of: name, elapsed: .seconds(12)).map(\.eventTime) == [2, 1])
        #expect(outlet.pushes(push(3), of: name, elapsed: .seconds(13)).map(\.eventTime) == [3])
    }

    @Test("corrects closed candles only, within their high and low")
    func corrects() throws {
        let name = try #require(name)
        var outlet = try outlet("corrected-candle")
        #expect(outlet.pushes(push(1), of: name, elapsed: .zero) == [push(1)])
        let sent = outlet.pushes(push(2, isClosed: true), of: name, elapsed: .zero)
        #expect(sent.map(\.kline.close) == [12, 10] && sent.allSatisfy(\.isClosed))
    }

    @Test("keeps frames back from a connection that is half open or mute")
    func keepsBack() {
        var outlet = Outlet()
        let bytes = ByteBuffer(string: "x")
        #expect(outlet.frame(bytes, .stream, of: []) == bytes)
        #expect(outlet.frame(bytes, .stream, of: [.mute]) == nil)
        #expect(outlet.frame(bytes, .ping, of: [.mute]) == bytes)
        #expect(outlet.frame(bytes, .pong, of: [.halfOpen]) == nil)
        #expect(outlet.statistics.streamMessages == 1)
    }
}

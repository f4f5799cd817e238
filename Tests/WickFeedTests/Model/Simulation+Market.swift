import WickMarket
import WickTestKit

@testable import WickFeed

// What the modelled exchange streams.
extension Simulation {
    /// Plans the messages of the slots that begin with a minute, and then with the next.
    func scheduleMinute(_ index: Int) {
        let opensAt = minute(index).milliseconds(since: exchangeTime(at: 0))
        for number in keys.indices where keys[number].timeframe.isOnGrid(minute(index)) {
            schedule(number, market.series[number].index(of: minute(index)), opensAt: opensAt)
        }
        queue.add({ [unowned self] in scheduleMinute(index + 1) }, at: max(0, opensAt + 59_000))
    }

    private func schedule(_ number: Int, _ index: Int, opensAt: Int64) {
        guard let slot = market.slot(number, index) else { return }
        let length = slot.closeTime.milliseconds(since: slot.candle.openTime) + 1
        for offset in stride(from: slot.firstTrade, to: length, by: 14_000) where opensAt + offset >= 0 {
            queue.add({ [unowned self] in publish(number, index, isClosed: false) }, at: opensAt + offset)
        }
        let isMute = market.series[number].isMuteWhenQuiet && slot.candle.trades == 0
        guard !isMute, opensAt + length >= 0 else { return }
        let closesAt = opensAt + length + Int64.random(in: 1...6, using: &random)
        queue.add({ [unowned self] in publish(number, index, isClosed: true) }, at: closesAt)
        guard slot.toldFirst != nil else { return }
        queue.add(
            { [unowned self] in publish(number, index, isClosed: true) },
            at: closesAt + ModelMarket.correctionDelay + 10)
    }

    private func publish(_ number: Int, _ index: Int, isClosed: Bool) {
        guard connections.contains(where: { $0.subscribed.contains(number) }),
            let candle = market.candle(number, index, asOf: exchangeTime),
            let slot = market.slot(number, index), !isActive(.mute), !isActive(.muteSeries(number)),
            !isActive(.suspended(number % symbolCount))
        else { return }
        if isClosed, isActive(.lostCloses), Bool.random(using: &random) { return }
        let isAbsurd = isActive(.absurdStamps) && Int.random(in: 0..<4, using: &random) == 0
        let stamp = isAbsurd ? exchangeTime.advanced(byMilliseconds: 1 << 40) : exchangeTime
        let text = TestExchange.message(
            keys[number], candle, stamp: stamp, isClosed: isClosed, closeTime: slot.closeTime)
        for connection in connections where connection.subscribed.contains(number) {
            send(text, on: connection)
            if isActive(.duplicates), Bool.random(using: &random) { send(text, on: connection) }
            guard isActive(.impossible) else { continue }
            let wrong = TestExchange.message(
                keys[number], impossible(candle), stamp: stamp, isClosed: isClosed, closeTime: slot.closeTime)
            send(wrong, on: connection)
        }
    }

    private func send(_ text: [UInt8], on connection: ModelConnection) {
        guard isActive(.reordering), Int.random(in: 0..<3, using: &random) == 0 else {
            connection.socket.sendText(text)
            return flush(connection)
        }
        // It is sent later than those behind it.
        let id = connection.id
        after(Int64.random(in: 100...8_000, using: &random)) { [unowned self] in
            guard let connection = self.connection(id) else { return }
            connection.socket.sendText(text)
            flush(connection)
        }
    }
}

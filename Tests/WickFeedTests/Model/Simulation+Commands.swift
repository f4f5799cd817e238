import WickMarket
import WickTestKit

@testable import WickFeed

// What somebody before the screen changes meanwhile.
extension Simulation {
    /// A symbol that the exchange does not have.
    static let unknownSymbol = { () -> Symbol in
        guard let symbol = try? Symbol("NONEUSDT") else { preconditionFailure("a symbol") }
        return symbol
    }()

    /// Plans a few changes of the watchlist, at any time before all is calm; some of them at once after another.
    func scheduleCommands() {
        guard Bool.random(using: &random) else { return }
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let at = Int64.random(in: 0...calmFrom, using: &random)
            let count = Int.random(in: 0..<4, using: &random) == 0 ? 3 : 1
            for _ in 0..<count { queue.add({ [unowned self] in command() }, at: at) }
        }
    }

    private func command() {
        let symbols = Set(keys.map(\.symbol)).sorted() + [Self.unknownSymbol]
        guard let symbol = symbols.randomElement(using: &random) else { return }
        let timeframe = wantedTimeframe
        switch Int.random(in: 0..<8, using: &random) {
        case 0...2:
            if feed.add(symbol, now: now) { wanted.append(SeriesKey(symbol: symbol, timeframe: timeframe)) }
        case 3...4:
            if feed.remove(symbol, now: now) { wanted.removeAll { $0.symbol == symbol } }
        case 5:
            let place = Int.random(in: 0...4, using: &random)
            feed.move(symbol, to: place)
            guard let from = wanted.firstIndex(where: { $0.symbol == symbol }) else { break }
            wanted.insert(wanted.remove(at: from), at: min(place, wanted.count))
        default:
            wantedTimeframe = timeframe == .oneMinute ? .threeMinutes : .oneMinute
            feed.setTimeframe(wantedTimeframe, now: now)
            wanted = wanted.map { SeriesKey(symbol: $0.symbol, timeframe: wantedTimeframe) }
        }
        settle()
    }
}

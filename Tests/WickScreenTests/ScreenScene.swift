import WickEngine
import WickFeed
import WickMarket
import WickScreenKit
import WickTestKit

@testable import WickScreen

/// A page or a dialog of a market, whose snapshots hold every other time what no sound core sends.
struct ScreenScene {
    /// What leads to each page, each dialog, and what is shown otherwise there.
    private static let ways: [[Key]] = [
        [], [.character("c"), .left], [.character("c"), .character("-"), .home], [.character("L")], [.character("m")],
        [.character("A")], [.enter], [.character("?"), .down], [.character("/"), .character("b")], [.character("a")],
        [.character("t")], [.character("d")], [.character("f"), .character("F"), .character("s"), .character(" ")],
    ]

    private let market: DemoMarket
    private var view: ViewState
    private var random: SeededRandom
    private var isSpoiled: Bool

    /// One of each, all of a market that may have no candles yet.
    static func all(seed: UInt64) throws -> [ScreenScene] {
        var random = SeededRandom(seed: seed)
        var market = try DemoMarket(
            seed: seed, symbols: .random(in: 1...12, using: &random), minutes: .random(in: 0...70, using: &random))
        if Bool.random(using: &random) { market.trouble() }
        market.logMessages(20)
        return try ways.indices.map { index in
            var view = ViewState(size: Size(columns: 80, rows: 24), alerts: [try Alert("BTCUSDT price crosses 67000")])
            view.note(market.snapshot(view.request))
            for key in ways[index] { _ = view.handle(key) }
            return ScreenScene(
                market: market, view: view, random: SeededRandom(seed: seed + UInt64(index)),
                isSpoiled: index.isMultiple(of: 2))
        }
    }

    /// The picture in another size, of another snapshot.
    mutating func grid(_ size: Size, isASCII: Bool) -> Grid {
        view.resize(to: size)
        var snapshot = market.snapshot(view.request)
        isSpoiled.toggle()
        if isSpoiled { snapshot.spoil(using: &random) }
        view.note(snapshot)
        let moment = Moment(now: .now, sinceSnapshot: .seconds(.random(in: 0...9999, using: &random)))
        return Screen.grid(snapshot, view: view, at: moment, isASCII: isASCII)
    }
}

import WickMarket

/// One candle as a column of cells: each half row of it holds wick, body or nothing.
///
/// A body that fell is broken where one that rose is solid, so that a chart can be read without colours.
struct CandleColumn {
    private let wick, body: ClosedRange<Int>
    private let fell: Bool

    init(_ candle: Candle, on scale: PriceScale) {
        wick = scale.half(of: candle.high)...max(scale.half(of: candle.low), scale.half(of: candle.high))
        let (top, bottom) = (max(candle.open, candle.close), min(candle.open, candle.close))
        body = scale.half(of: top)...max(scale.half(of: bottom), scale.half(of: top))
        fell = candle.close < candle.open
    }

    /// The sign in a row; `nil` where the candle does not reach.
    func sign(row: Int) -> Unicode.Scalar? {
        switch (part(2 * row), part(2 * row + 1)) {
        case (.nothing, .nothing): nil
        case (.body, .body): fell ? "╏" : "┃"
        case (.body, .wick): "╿"
        case (.body, .nothing): "╹"
        case (.wick, .body): "╽"
        case (.nothing, .body): "╻"
        case (.wick, .wick): "│"
        case (.wick, .nothing): "╵"
        case (.nothing, .wick): "╷"
        }
    }

    private enum Part { case nothing, wick, body }

    private func part(_ half: Int) -> Part {
        body.contains(half) ? .body : wick.contains(half) ? .wick : .nothing
    }
}

import WickMarket

/// One candle as a column of cells: each half row of it holds wick, body or nothing.
///
/// Without colours a body that fell is broken, or shaded, where one that rose is solid.
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
    ///
    /// - Parameter isBlock: whether bodies are as wide as the column; else they are lines, which touching columns keep apart.
    func sign(row: Int, isBlock: Bool = false, _ signs: SignSet = SignSet()) -> Unicode.Scalar? {
        let (upper, lower) = (part(2 * row), part(2 * row + 1))
        return isBlock ? block(upper, lower, signs) : line(upper, lower, signs)
    }

    private func line(_ upper: Part, _ lower: Part, _ signs: SignSet) -> Unicode.Scalar? {
        switch (upper, lower) {
        case (.nothing, .nothing): nil
        case (.body, .body): isBroken(signs) ? "╏" : "┃"
        case (.body, .wick): "╿"
        case (.body, .nothing): "╹"
        case (.wick, .body): "╽"
        case (.nothing, .body): "╻"
        case (.wick, .wick): "│"
        case (.wick, .nothing): "╵"
        case (.nothing, .wick): "╷"
        }
    }

    private func block(_ upper: Part, _ lower: Part, _ signs: SignSet) -> Unicode.Scalar? {
        switch (upper, lower) {
        case (.body, .body): isBroken(signs) ? "▒" : "█"
        case (.body, .wick), (.body, .nothing): "▀"
        case (.wick, .body), (.nothing, .body): "▄"
        case (.nothing, .nothing), (.wick, .wick), (.wick, .nothing), (.nothing, .wick): line(upper, lower, signs)
        }
    }

    private func isBroken(_ signs: SignSet) -> Bool { fell && (signs.isASCII || !signs.isColoured) }

    private enum Part { case nothing, wick, body }

    private func part(_ half: Int) -> Part {
        body.contains(half) ? .body : wick.contains(half) ? .wick : .nothing
    }
}

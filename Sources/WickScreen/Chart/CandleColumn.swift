import WickMarket

/// One candle as a column of cells: each half row of it holds wick, body or nothing.
///
/// Without colours a body that fell is a broken line where one that rose is solid, and a line where it is a block.
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
        if !isBlock { return line(upper, lower, body: isMarked(signs) ? "╏" : "┃") }
        return isMarked(signs) ? line(upper, lower, body: "┃") : block(upper, lower)
    }

    private func line(_ upper: Part, _ lower: Part, body: Unicode.Scalar) -> Unicode.Scalar? {
        switch (upper, lower) {
        case (.nothing, .nothing): nil
        case (.body, .body): body
        case (.body, .wick): "╿"
        case (.body, .nothing): "╹"
        case (.wick, .body): "╽"
        case (.nothing, .body): "╻"
        case (.wick, .wick): "│"
        case (.wick, .nothing): "╵"
        case (.nothing, .wick): "╷"
        }
    }

    private func block(_ upper: Part, _ lower: Part) -> Unicode.Scalar? {
        switch (upper, lower) {
        case (.body, .body): "█"
        case (.body, .wick), (.body, .nothing): "▀"
        case (.wick, .body), (.nothing, .body): "▄"
        case (.nothing, .nothing), (.wick, .wick), (.wick, .nothing), (.nothing, .wick): line(upper, lower, body: "┃")
        }
    }

    private func isMarked(_ signs: SignSet) -> Bool { fell && (signs.isASCII || !signs.isColoured) }

    private enum Part { case nothing, wick, body }

    private func part(_ half: Int) -> Part {
        body.contains(half) ? .body : wick.contains(half) ? .wick : .nothing
    }
}

extension Grid {
    /// The same grid for a terminal that knows ASCII only: each sign becomes one that says the same, or `?`.
    public var inASCII: Grid {
        var plain = self
        plain.mapCells { cell in
            if cell.scalar.isASCII && !cell.isContinuation { return cell }
            return Cell(cell.isContinuation ? "?" : Self.substitutes[cell.scalar] ?? "?", cell.style)
        }
        return plain
    }

    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "─": "-", "│": "|", "┼": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "▲": "^", "▼": "v", "▴": "^", "▾": "v",
        "▸": ">", "●": "#",
        "×": "x", "…": "~", "–": "-", "−": "-", "·": ".", "•": "*", "✓": "+", "✗": "!", "↑": "^", "↓": "v", "≥": ">",
        "≤": "<", "█": "#", "░": ":", "▀": "\"", "▄": ",", "╷": "|", "╵": "|", "╻": "O", "╹": "O", "┃": "O", "╏": "#",
        "╽": "O", "╿": "O", "◂": "<", "▁": "_", "▂": "_", "▃": ".", "▅": "-", "▆": "-", "▇": "'",
        "━": "=", "┈": ".", "┊": ":", "←": "<", "→": ">", "⠉": "'", "⠒": "-", "⠤": "-",
        "⣀": "_",
    ]
}

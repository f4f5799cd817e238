/// How much room a text takes, found in one pass over it.
struct TextExtent: Equatable {
    /// All of its cells.
    var width = 0
    /// Those from its first point on; 0 without one.
    var fraction = 0
    /// Its commas, which separate thousands in a number; each is a cell.
    var separators = 0

    /// Takes in what follows.
    mutating func append(_ text: String) {
        var hasPoint = fraction > 0
        for scalar in text.unicodeScalars {
            let cells = scalar.isPlain ? 1 : scalar.cellWidth
            if scalar == "." { hasPoint = true }
            if scalar == "," { separators += 1 }
            width += cells
            if hasPoint { fraction += cells }
        }
    }
}

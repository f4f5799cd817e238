extension Unicode.Scalar {
    /// Whether a terminal, a log or a reader could take this scalar for something else than a character that stands where
    /// it stands: control and escape characters, those that turn the direction of text or are invisible, breaks of lines
    /// and paragraphs, and what has no meaning that all agree on.
    public var isDisruptive: Bool {
        if value < 0x7F { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
        default: return false
        }
    }
}

extension String {
    /// The text on one line, at most so many scalars of it, with `substitute` for each that is disruptive
    /// (``Swift/Unicode/Scalar/isDisruptive``). All that comes from outside passes here, or through a grid of cells, before
    /// it reaches a terminal or a log.
    public func harmless(_ substitute: Unicode.Scalar = "?", scalarsMax: Int = .max) -> String {
        // Of a long text only its beginning is looked at.
        let start = unicodeScalars.prefix(scalarsMax)
        let isWhole = start.endIndex == unicodeScalars.endIndex
        if isWhole, !start.contains(where: \.isDisruptive) { return self }
        var text = UnicodeScalarView()
        for scalar in start { text.append(scalar.isDisruptive ? substitute : scalar) }
        return String(text) + (isWhole ? "" : "…")
    }
}

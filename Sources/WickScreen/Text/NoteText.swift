/// Sentences as lines.
enum NoteText {
    /// The words one after another, on as many lines as they need.
    static func wrapped(_ text: String, width: Int) -> [StyledText] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.cellWidth + 1 + String(word).cellWidth <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { StyledText($0) }
    }

    /// A name of the journal as words: `min notional`.
    static func words(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

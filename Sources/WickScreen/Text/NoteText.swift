/// Sentences as lines.
enum NoteText {
    /// The words one after another, on as many lines as they need; a word that is longer than a line is cut in pieces.
    static func wrapped(_ text: String, width: Int) -> [StyledText] {
        var lines: [String] = []
        for word in text.split(separator: " ").flatMap({ pieces(of: String($0), width: max(1, width)) }) {
            if let last = lines.last, last.cellWidth + 1 + String(word).cellWidth <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { StyledText($0) }
    }

    private static func pieces(of word: String, width: Int) -> [String] {
        var (pieces, piece): ([String], String) = ([], "")
        for character in word {
            if !piece.isEmpty, piece.cellWidth + String(character).cellWidth > width {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return pieces + [piece]
    }

    /// A name of the journal as words: `min notional`.
    static func words(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

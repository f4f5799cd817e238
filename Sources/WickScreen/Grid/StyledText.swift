/// A line of text whose parts mean different things.
struct StyledText: Equatable, ExpressibleByStringLiteral {
    /// A part with one meaning.
    struct Part: Equatable {
        var text: String
        var style: Style
    }

    private(set) var parts: [Part]

    init() { parts = [] }

    init(_ text: String, _ role: Style.Role = .plain) { parts = [Part(text: text, style: Style(role))] }

    init(stringLiteral text: String) { self.init(text) }

    /// How many cells the line takes.
    var width: Int { parts.reduce(0) { $0 + $1.text.cellWidth } }

    /// Whether the line takes more cells than these. No scalar takes more of them than bytes, which are quicker to count.
    func exceeds(_ room: Int) -> Bool { parts.reduce(0) { $0 + $1.text.utf8.count } > room && width > room }

    /// How much room the line takes, and what of it a table may save or align.
    var extent: TextExtent { parts.reduce(into: TextExtent()) { $0.append($1.text) } }

    /// The words alone.
    var text: String { parts.count == 1 ? parts[0].text : parts.map(\.text).joined() }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.parts += right.parts
        return sum
    }

    static func += (left: inout StyledText, right: StyledText) { left.parts += right.parts }

    /// The same line with each text changed.
    func mapText(_ change: (String) -> String) -> StyledText {
        var changed = self
        for index in parts.indices { changed.parts[index].text = change(parts[index].text) }
        return changed
    }

    /// The same line as a part of something chosen, or of something no longer fresh.
    func marked(selected: Bool, stale: Bool) -> StyledText {
        var marked = self
        for index in parts.indices {
            if selected { marked.parts[index].style.isSelected = true }
            if stale { marked.parts[index].style.isStale = true }
        }
        return marked
    }
}

extension [StyledText] {
    /// The texts one after another with a separator between them, on as many lines as they need.
    func wrapped(_ separator: StyledText, width: Int) -> [StyledText] {
        var lines: [StyledText] = []
        for text in self where text.width > 0 {
            if let last = lines.last, last.width + separator.width + text.width <= width {
                lines[lines.count - 1] = last + separator + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }

    /// The lines one after another with this text between them; empty ones are left out.
    func joined(_ separator: StyledText) -> StyledText {
        let shown = filter { $0.width > 0 }
        guard var line = shown.first else { return StyledText() }
        for next in shown.dropFirst() { line += separator + next }
        return line
    }
}

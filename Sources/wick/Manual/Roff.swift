/// A manual page in the making, in the language of `man(7)`.
struct Roff {
    private(set) var text: String

    /// Begins a page of section 1, commands.
    init(title: String, footer: String) {
        text = ".TH \(Self.quoted(title)) 1 \"\" \(Self.quoted(footer)) \"User Commands\"\n.ad l\n"
    }

    mutating func section(_ title: String) { text += ".SH \(Self.quoted(title))\n" }

    mutating func subsection(_ title: String) { text += ".SS \(Self.quoted(title))\n" }

    /// Paragraphs, with an empty line between them; what stands between backquotes is bold.
    mutating func paragraphs(_ words: String) {
        for part in words.split(separator: "\n\n") { text += ".PP\n\(Self.body(String(part)))\n" }
    }

    /// A term, and below it, further in, what it means.
    mutating func item(_ term: String, _ words: String) {
        text += ".TP\n.B \(Self.escaped(term))\n\(Self.body(words.isEmpty ? "\u{2014}" : words))\n"
    }

    /// Lines as they are.
    mutating func lines(_ lines: [String]) {
        text += ".PP\n.nf\n.RS\n" + lines.map { Self.body($0) + "\n" }.joined() + ".RE\n.fi\n"
    }

    private static func quoted(_ words: String) -> String {
        "\"" + escaped(words).replacing("\"", with: "\\(dq") + "\""
    }

    private static func body(_ words: String) -> String {
        let parts = words.split(separator: "`", omittingEmptySubsequences: false)
        let marked = parts.enumerated().map { number, part in
            let plain = escaped(String(part))
            return number.isMultiple(of: 2) ? plain : "\\fB\(plain)\\fP"
        }
        return marked.joined().split(separator: "\n").map(guarded).joined(separator: "\n")
    }

    /// A dot or a quote at the beginning of a line would be a command.
    private static func guarded(_ line: Substring) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : String(line)
    }

    private static func escaped(_ words: String) -> String {
        words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }
}

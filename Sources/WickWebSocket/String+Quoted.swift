extension String {
    /// The text for an error message: in quotes, cut when long, with escapes for what would disturb a terminal.
    var quoted: String {
        let charactersMax = 100
        let start = unicodeScalars.prefix(charactersMax).map { $0.escaped(asASCII: false) }.joined()
        return "'\(start)\(unicodeScalars.count > charactersMax ? "…" : "")'"
    }
}

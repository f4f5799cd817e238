extension Key {
    private static let named: [(name: String, key: Key)] = [
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PgUp", .pageUp), ("PgDn", .pageDown), ("Tab", .tab), ("Shift-Tab", .backTab), ("Enter", .enter),
        ("Esc", .escape), ("Backspace", .backspace), ("Del", .delete), ("Space", .character(" ")),
    ]

    /// What may be written for a key, in words.
    public static let names =
        "a character, Ctrl with a letter such as Ctrl-E, "
        + named.dropLast().map(\.name).joined(separator: ", ") + " or Space"

    /// The key's name in the configuration and on the help page: `q`, `Ctrl-L`, `PgUp`.
    public var name: String {
        if let named = Self.named.first(where: { $0.key == self }) { return named.name }
        return switch self {
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        default: "\(self)"
        }
    }

    /// The key of a name, in any case but for single characters; `nil` for a name of none, and for what a terminal cannot
    /// tell from another key: Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M.
    public init?(name: String) {
        if let named = Self.named.first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = named.key
        } else if name.count == 1, let scalar = name.unicodeScalars.first, scalar.value > 32, scalar.value != 127 {
            self = .character(Character(name))
        } else if name.lowercased().hasPrefix("ctrl-"), name.utf8.count == 6, let letter = name.lowercased().last,
            ("a"..."z").contains(letter), !"hijm".contains(letter)
        {
            self = .control(letter)
        } else {
            return nil
        }
    }
}

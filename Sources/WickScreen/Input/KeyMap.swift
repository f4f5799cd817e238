/// Which key asks for what. The key line and the help page are made from it.
public struct KeyMap: Equatable, Sendable {
    /// Keys that belong together, and what they do in words.
    public struct Binding: Equatable, Sendable {
        /// Each key and its command.
        public var commands: [Key: Command]
        /// The keys as they are called: `PgUp PgDn`.
        public var keys: String
        /// What they do, in a few words, for the help page.
        public var meaning: String
        /// What they do, in a word, for the key line; `nil` leaves them out there.
        public var hint: String?

        /// A binding of these values.
        public init(_ keys: String, _ meaning: String, hint: String? = nil, _ commands: [Key: Command]) {
            (self.keys, self.meaning, self.hint, self.commands) = (keys, meaning, hint, commands)
        }
    }

    /// The bindings in the order in which help shows them.
    public var bindings: [Binding]

    /// A map of these bindings; where a key occurs twice the first one counts.
    public init(_ bindings: [Binding]) { self.bindings = bindings }

    /// What a key asks for; `nil` for a key that means nothing.
    public func command(for key: Key) -> Command? {
        for binding in bindings {
            if let command = binding.commands[key] { return command }
        }
        return nil
    }

    /// The keys as they come.
    public static let standard = KeyMap([
        Binding("1-9 0", "show the 1st to the 10th symbol", hint: "symbol", digits),
        Binding(
            "↑ ↓ j k Tab", "show the next or the previous symbol (also Shift-Tab)", hint: "next",
            [
                .down: .selectNext, .character("j"): .selectNext, .tab: .selectNext,
                .up: .selectPrevious, .character("k"): .selectPrevious, .backTab: .selectPrevious,
            ]),
        Binding(
            "PgUp PgDn", "scroll the signal log; it follows new signals only at its end", hint: "log",
            [.pageUp: .logPageUp, .pageDown: .logPageDown]),
        Binding("Home End", "the oldest signals; the newest, and follow again", [.home: .logOldest, .end: .logNewest]),
        Binding("Ctrl-L", "draw the screen anew", [.control("l"): .redraw]),
        Binding("Ctrl-Z", "back to the shell for a while; fg returns", [.control("z"): .suspend]),
        Binding("?", "this page", hint: "help", [.character("?"): .help]),
        Binding("q", "quit (so does Ctrl-C)", hint: "quit", [.character("q"): .quit, .control("c"): .quit]),
    ])

    private static let digits: [Key: Command] = {
        var digits: [Key: Command] = [.character("0"): .select(9)]
        for digit in 1...9 { digits[.character(Character(String(digit)))] = .select(digit - 1) }
        return digits
    }()
}

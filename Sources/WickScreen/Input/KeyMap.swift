/// Which key asks for what. The key line, the help page and README's table are made from it.
public struct KeyMap: Equatable, Sendable {
    /// Where a binding counts.
    public enum Place: Equatable, Sendable, CaseIterable {
        /// Everywhere, unless the place at hand has another use for the key.
        case monitor
        /// While the chart has the whole middle.
        case chart
        /// While a signal has the whole screen.
        case signal
        /// While the ledger has the whole screen.
        case ledger
        /// While the messages have the whole screen.
        case messages
        /// Everywhere in a replay, unless the place at hand has another use for the key.
        case replay
        /// While the alerts have the whole screen.
        case alerts
    }

    /// Keys that belong together, and what they do in words.
    public struct Binding: Equatable, Sendable {
        /// Where the keys do that.
        public var place: Place
        /// Each key and its command.
        public var commands: [Key: Command]
        /// The keys as they are called: `PgUp PgDn`.
        public var keys: String
        /// What they do, in a few words, for the help page.
        public var meaning: String
        /// The same in as few words as there are, for the help page of a small terminal.
        public var brief: String
        /// The keys and what they do in as few words as there are, for the key line; `nil` leaves them out there.
        public var hint: Hint?

        /// A binding of these values; without a brief word it has that of the key line.
        public init(
            _ keys: String, _ meaning: String, brief: String? = nil, hint: Hint? = nil, in place: Place = .monitor,
            _ commands: [Key: Command]
        ) {
            (self.keys, self.meaning, self.hint, self.place) = (keys, meaning, hint, place)
            (self.brief, self.commands) = (brief ?? hint?.word ?? meaning, commands)
        }
    }

    /// What the key line says of a binding.
    public struct Hint: Equatable, Sendable {
        /// The keys, and what they do.
        public var keys, word: String

        /// A hint of these words.
        public init(_ keys: String, _ word: String) { (self.keys, self.word) = (keys, word) }
    }

    /// The bindings in the order in which help shows them.
    public var bindings: [Binding]

    /// A map of these bindings; where a key occurs twice in a place the first one counts.
    public init(_ bindings: [Binding]) { self.bindings = bindings }

    /// What a key asks for in a place; `nil` for a key that means nothing there.
    public func command(for key: Key, in place: Place = .monitor, isReplay: Bool = false) -> Command? {
        let places = [place == .monitor ? nil : place, isReplay ? .replay : nil, .monitor].compactMap { $0 }
        for place in places {
            let here = bindings.lazy.filter { $0.place == place }.compactMap { $0.commands[key] }.first
            if let here { return here }
        }
        return nil
    }
}

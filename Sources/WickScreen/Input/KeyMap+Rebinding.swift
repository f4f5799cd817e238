extension KeyMap {
    /// Something that a key can be given to.
    public struct Action: Equatable, Sendable {
        /// Its name in the configuration.
        public var name: String
        /// Where its keys count.
        public var place: Place
        /// What it does.
        var command: Command
        /// Its keys, in order of their names.
        public var keys: [Key]
    }

    /// Two actions of one place that have the same key.
    public struct Conflict: Equatable, Sendable {
        /// The key.
        public var key: Key
        /// The action that was given the key, and the one that has it, too.
        public var given, other: String
    }

    /// Everything that keys can be given to, in the order of help.
    public var actions: [Action] { bindings.flatMap(Self.actions) }

    private static func actions(of binding: Binding) -> [Action] {
        let keys = Dictionary(grouping: binding.commands.keys) { binding.commands[$0] ?? .redraw }
        let actions = keys.map { command, keys in
            Action(
                name: command.name(in: binding.place), place: binding.place, command: command,
                keys: keys.sorted { $0.name < $1.name })
        }
        return actions.sorted { $0.name.sortKey < $1.name.sortKey }
    }

    /// The map with other keys for some actions: those that are named have these keys and no others. Ctrl-C always quits.
    ///
    /// Where ``conflicts(of:)`` finds some, one of the two actions has the key.
    public func rebound(_ wanted: [String: [Key]]) -> KeyMap {
        guard !wanted.isEmpty else { return self }
        return KeyMap(
            bindings.map { binding in
                let actions = Self.actions(of: binding)
                guard actions.contains(where: { wanted[$0.name] != nil }) else { return binding }
                var commands: [Key: Command] = [:]
                var names: [String] = []
                for action in actions {
                    for key in Self.keys(of: action, wanted) {
                        commands[key] = action.command
                        names.append(key.name)
                    }
                }
                var result = binding
                (result.commands, result.keys) = (commands, names.joined(separator: " "))
                result.hint = binding.hint.map { Hint(names.prefix(2).joined(separator: " "), $0.word) }
                return result
            }.filter { !$0.commands.isEmpty })
    }

    /// The keys that two actions of one place would have, at least one of them because it is wanted.
    public func conflicts(of wanted: [String: [Key]]) -> [Conflict] {
        var owners: [Owner: String] = [:]
        var conflicts: [Conflict] = []
        // What is wanted comes last, so that it is what gives way.
        let sorted = actions.filter { wanted[$0.name] == nil } + actions.filter { wanted[$0.name] != nil }
        for action in sorted {
            for key in Self.keys(of: action, wanted) {
                let owner = Owner(place: action.place, key: key)
                if let other = owners[owner], wanted[action.name] != nil {
                    conflicts.append(Conflict(key: key, given: action.name, other: other))
                } else {
                    owners[owner] = action.name
                }
            }
        }
        return conflicts
    }

    private struct Owner: Hashable {
        let place: Place
        let key: Key
    }

    private static func keys(of action: Action, _ wanted: [String: [Key]]) -> [Key] {
        guard let keys = wanted[action.name] else { return action.keys }
        return keys + (action.command == .quit && !keys.contains(.control("c")) ? [.control("c")] : [])
    }
}

extension String {
    /// For sorting: `select_2` before `select_10`.
    fileprivate var sortKey: String {
        let digits = reversed().prefix { $0.isNumber }.count
        return dropLast(digits) + String(repeating: "0", count: max(0, 3 - digits)) + suffix(digits)
    }
}

import WickMarket
import WickStrategy

/// Reads `strategy.params` and `strategy.per_symbol`, once the strategy and the symbols are known.
struct StrategyReader {
    let kind: StrategyKind
    /// The symbols that are watched; `nil` if those of the file have mistakes, so that nothing is said about others.
    let symbols: [Symbol]?
    /// The closed candles that are kept; `nil` if that key has a mistake.
    let bufferSize: Int?
    private let watched: Set<Symbol>

    init(kind: StrategyKind, symbols: [Symbol]?, bufferSize: Int?) {
        (self.kind, self.symbols, self.bufferSize, watched) = (kind, symbols, bufferSize, Set(symbols ?? []))
    }

    /// The section's values; what has a mistake has its default.
    func read(params: Node?, perSymbol: Node?, into mistakes: inout Mistakes) -> StrategyConfiguration {
        var strategy = StrategyConfiguration(kind)
        let common = parameters(params, name: "strategy.params", into: &mistakes)
        strategy.parameters.merge(common.values) { _, given in given }
        let contradictions = kind.mistakes(in: strategy.parameters)
        if common.isSound { note(contradictions, name: "strategy.params", in: params, into: &mistakes) }

        guard case .mapping(let entries) = perSymbol?.content else { return strategy }
        var lines: [Symbol: Int] = [:]
        for entry in entries {
            guard let symbol = symbol(entry, into: &mistakes) else { continue }
            if let first = lines[symbol] {
                mistakes.add(
                    line: entry.line,
                    "'\(symbol)' stands twice in strategy.per_symbol, first on line \(first). Keep one.")
                continue
            }
            lines[symbol] = entry.line
            let name = "strategy.per_symbol.\(symbol)"
            let own = parameters(entry.value, name: name, into: &mistakes)
            strategy.perSymbol[symbol] = own.values
            guard common.isSound, own.isSound else { continue }
            let found = kind.mistakes(in: strategy.parameters(for: symbol)).filter { !contradictions.contains($0) }
            note(found, name: name, in: entry.value, orLine: entry.line, into: &mistakes)
        }
        return strategy
    }

    private func parameters(
        _ node: Node?, name: String, into mistakes: inout Mistakes
    ) -> (values: [String: ParameterValue], isSound: Bool) {
        guard let node, !node.isNull else { return ([:], true) }
        guard case .mapping(let entries) = node.content else {
            if !node.isUnusable {
                mistakes.add(line: node.line, "\(name) is not a mapping. Write parameters: {name: value, …}.")
            }
            return ([:], false)
        }
        let before = mistakes.count
        let reader = ParameterReader(
            definitions: kind.parameters, prefix: name + ".", absence: "\(kind.name) has no parameter")
        let values = reader.read(entries, into: &mistakes)
        for entry in entries { checkWindow(entry, values[entry.key], name: name, into: &mistakes) }
        return (values, mistakes.count == before)
    }

    /// Every whole number among the parameters counts candles, and must not look farther back than candles are kept.
    private func checkWindow(
        _ entry: Node.Entry, _ value: ParameterValue?, name: String, into mistakes: inout Mistakes
    ) {
        guard let bufferSize, case .integer(let count) = value, count > bufferSize else { return }
        mistakes.add(
            line: entry.value.line,
            "\(name).\(entry.key) \(count) is more than the \(bufferSize) candles that are kept."
                + " Use at most \(bufferSize), or a larger advanced.buffer_size.")
    }

    private func symbol(_ entry: Node.Entry, into mistakes: inout Mistakes) -> Symbol? {
        let subject = Subject(name: "strategy.per_symbol", allowed: "symbols that are watched")
        do throws(ValueProblem) {
            let symbol = try Symbol.checked(entry.key)
            guard let symbols, !watched.contains(symbol) else { return symbol }
            mistakes.add(
                line: entry.line,
                "strategy.per_symbol has '\(symbol)', which is not watched. Add it to symbols, or take it out."
                    + NearestName.suggestion(for: symbol.name, among: symbols.prefix(200).map(\.name)))
        } catch {
            mistakes.add(line: entry.line, subject.text(error))
        }
        return nil
    }

    /// Notes contradictions where a parameter that they name was given, else where the mapping starts.
    private func note(
        _ contradictions: [ParameterError], name: String, in node: Node?, orLine: Int? = nil,
        into mistakes: inout Mistakes
    ) {
        for contradiction in contradictions {
            var line = orLine ?? node?.line
            if case .mapping(let entries) = node?.content {
                line = entries.first { contradiction.parameters.contains($0.key) }?.value.line ?? line
            }
            mistakes.add(line: line, "\(name): \(contradiction).")
        }
    }
}

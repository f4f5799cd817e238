import WickMarket

/// Reads a mapping of parameters by their definitions: those of a strategy, or of the risk engine.
struct ParameterReader {
    let definitions: [ParameterDefinition]
    /// What a parameter's name is put behind in a message: `strategy.params.`.
    let prefix: String
    /// What to say of a name that is none: `scalping_ema_rsi has no parameter`.
    let absence: String

    /// The parameters that stand there, without those that have a mistake.
    func read(_ entries: [Node.Entry], into mistakes: inout Mistakes) -> [String: ParameterValue] {
        var values: [String: ParameterValue] = [:]
        for entry in entries {
            guard let definition = definitions.first(where: { $0.name == entry.key }) else {
                mistakes.add(line: entry.line, unknown(entry.key))
                continue
            }
            guard !entry.value.isUnusable else { continue }
            do throws(ValueProblem) {
                values[entry.key] = try Self.value(of: entry.value, for: definition)
            } catch {
                let subject = Subject(name: prefix + definition.name, allowed: definition.allowed)
                mistakes.add(line: entry.value.line, subject.text(error))
            }
        }
        return values
    }

    /// A number is a ``ParameterValue/number(_:)`` wherever a fraction may stand, so that 50 and 50.0 are equal.
    private static func value(
        of node: Node, for definition: ParameterDefinition
    ) throws(ValueProblem) -> ParameterValue {
        if definition.isOptional, node.isNull { return .null }
        return switch definition.kind {
        case .integer(let range): .integer(try node.integer(in: range))
        case .number(let range): .number(try node.number(in: range))
        case .choice(let words): .text(try node.word(of: words))
        }
    }

    private func unknown(_ name: String) -> String {
        let names = definitions.map(\.name)
        let what = "\(absence) \(name.quoted)."
        guard let near = NearestName.of(name, among: names) else { return "\(what) Use \(names.alternatives)." }
        return "\(what) Did you mean '\(near)'?"
    }
}

import WickFeed
import WickMarket

/// Looking for a symbol among those of the exchange: what is typed, what fits it, best first, and which of these is chosen.
struct SymbolSearch: Equatable {
    /// The most that are offered.
    static let offeredMax = 200

    /// What is typed.
    private(set) var prompt = Prompt()
    /// What fits, best first.
    private(set) var offered: [ListedSymbol] = []
    /// The place of the chosen one, from 0.
    private(set) var position = 0
    /// What is known of the exchange's symbols.
    private(set) var list = SymbolList.unasked

    /// The chosen symbol.
    var chosen: Symbol? { offered.indices.contains(position) ? offered[position].symbol : nil }

    /// Takes in what is known of the exchange's symbols.
    mutating func note(_ list: SymbolList) {
        guard list != self.list else { return }
        self.list = list
        let before = chosen
        search()
        if let place = offered.firstIndex(where: { $0.symbol == before }) { position = place }
    }

    /// Takes in a key.
    /// - Returns: the symbol that was chosen by it.
    mutating func take(_ key: Key) -> Symbol? {
        switch key {
        case .up, .backTab: position = max(0, position - 1)
        case .down, .tab: position = max(0, min(position + 1, offered.count - 1))
        case .enter: return chosen
        default:
            let before = prompt.text
            _ = prompt.take(key)
            if prompt.text != before { search() }
        }
        return nil
    }

    private mutating func search() {
        position = 0
        guard case .known(let symbols) = list else { return offered = [] }
        let letters = Array(prompt.text.uppercased().unicodeScalars.filter { $0 != " " && $0 != "/" && $0 != "-" })
        let found = symbols.compactMap { symbol in
            Self.distance(of: letters, from: symbol).map { (symbol: symbol, distance: $0) }
        }
        // The list is in order of names, and so are equals.
        offered = found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
            .prefix(Self.offeredMax).map(\.element.symbol)
    }

    /// How far a symbol is from what is typed; `nil` if the letters do not stand in it in this order.
    ///
    /// A letter that follows the one before costs nothing, a gap costs one, a late start one for each letter before it, up to
    /// four; what is not traded comes after all that is.
    static func distance(of letters: [Unicode.Scalar], from listed: ListedSymbol) -> Int? {
        let name = Array(listed.symbol.name.unicodeScalars)
        var best: Int?
        // Each place that the first letter stands at may be where the match begins.
        for start in name.indices where letters.isEmpty || name[start] == letters[0] {
            guard let gaps = gaps(letters, in: name[start...]) else { continue }
            best = min(best ?? .max, 2 * gaps + min(start, 4))
            if letters.isEmpty { break }
        }
        guard let best else { return nil }
        let rest = letters.isEmpty ? 0 : min(name.count - letters.count, 9)
        return best * 10 + rest + (listed.status == .trading ? 0 : 1000)
    }

    /// How often the letters are parted by others, taken as early as they come.
    private static func gaps(_ letters: [Unicode.Scalar], in name: ArraySlice<Unicode.Scalar>) -> Int? {
        var (gaps, next) = (0, name.startIndex)
        for letter in letters {
            guard let found = name[next...].firstIndex(of: letter) else { return nil }
            if found > next { gaps += 1 }
            next = found + 1
        }
        return gaps
    }
}

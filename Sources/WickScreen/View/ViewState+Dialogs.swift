import WickMarket

extension ViewState {
    /// Keys that mean the same while something is typed.
    static let alwaysKeys: Set<Key> = [.control("c"), .control("l"), .control("z")]

    /// A key while something is asked.
    mutating func answer(_ dialog: Dialog, _ key: Key) -> Intent? {
        self.dialog = nil
        guard key != .escape else { return nil }
        switch dialog {
        case .alert(let prompt): return answer(prompt, key)
        case .symbol(var search):
            if let symbol = search.take(key) { return add(symbol) }
            self.dialog = .symbol(search)
        case .removal(let symbol, alerts: _):
            guard key == .character("y") || key == .enter else { return nil }
            return remove(symbol)
        case .timeframe(let position):
            guard key != .enter else { return .send(.setTimeframe(Dialog.timeframes[position])) }
            self.dialog = .timeframe(max(0, min(position + Dialog.step(key), Dialog.timeframes.count - 1)))
        }
        return nil
    }

    private mutating func answer(_ prompt: Prompt, _ key: Key) -> Intent? {
        var prompt = prompt
        if let text = prompt.take(key) {
            do throws(MarketError) {
                try alerts.add(text)
                return .watch(alerts.all)
            } catch {
                prompt.refuse("\(error)")
            }
        }
        dialog = .alert(prompt)
        return nil
    }

    /// Commands that change what is watched, and what is kept of it.
    mutating func change(_ command: Command?) -> Intent? {
        switch command {
        case .search: dialog = .symbol(SymbolSearch())
        case .remove: return askForRemoval()
        case .timeframe: dialog = .timeframe(timeframe.flatMap(Dialog.timeframes.firstIndex) ?? 0)
        case .moveSymbol(let places): return move(by: places)
        case .simulate:
            return offersSimulator ? .simulate : .say("the simulated exchange is offered where another sends nothing")
        default: return .save
        }
        return nil
    }

    /// Watches another symbol, and goes to it.
    private mutating func add(_ symbol: Symbol) -> Intent? {
        guard let timeframe else { return nil }
        choose(SeriesKey(symbol: symbol, timeframe: timeframe))
        return .send(.add(symbol))
    }

    private mutating func askForRemoval() -> Intent? {
        guard let symbol = selected?.symbol else { return nil }
        guard seriesCount > 1 else { return .say("\(symbol) is the only symbol, and stays") }
        dialog = .removal(symbol, alerts: alerts.all.count { $0.symbol == symbol })
        return nil
    }

    /// Watches a symbol no more, and goes to the one after it, or before.
    private mutating func remove(_ symbol: Symbol) -> Intent? {
        alerts.removeAll(of: symbol)
        if let index = known.firstIndex(where: { $0.symbol == symbol }) {
            known.remove(at: index)
            let next = known.indices.contains(index) ? index : index - 1
            if selected?.symbol == symbol, known.indices.contains(next) { choose(known[next]) }
        }
        return .remove(symbol, alerts: alerts.all)
    }
}

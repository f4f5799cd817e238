import WickMarket

extension Configuration {
    /// This configuration with the values of the command line put in, checked as a file's are.
    ///
    /// Parameters of a strategy for a symbol that is no longer watched are kept, and have no effect.
    /// - Throws: ``ConfigurationError`` with every mistake, each named after its option: `--exchange`, `--timeframe`, `--log-level`,
    ///   `--sink`, or `SYMBOL`
    ///   for the symbols.
    public func applying(_ overrides: ConfigurationOverrides) throws(ConfigurationError) -> Configuration {
        var result = self
        var mistakes: [Mistake] = []
        if let name = overrides.exchange,
            let exchange: ExchangeChoice = Self.read(name, "--exchange", .choice, &mistakes)
        {
            if exchange != self.exchange { (result.webSocketBaseURL, result.restBaseURL) = (nil, nil) }
            result.exchange = exchange
        }
        if let name = overrides.timeframe, let timeframe = Self.read(name, "--timeframe", .timeframe, &mistakes) {
            result.timeframe = timeframe
        }
        if !overrides.symbols.isEmpty { result.symbols = Self.symbols(overrides.symbols, &mistakes) }
        if let name = overrides.logLevel,
            let level: LoggingSettings.Level = Self.read(name, "--log-level", .choice, &mistakes)
        {
            result.logging.level = level
        }
        if !overrides.sinks.isEmpty { result.sinks = addedSinks(overrides, &mistakes) }
        if mistakes.isEmpty, let problem = CrossChecks.timeframeProblem(result) {
            let option = overrides.timeframe == nil ? "--exchange" : "--timeframe"
            mistakes.append(Mistake(path: option, line: nil, text: "the timeframe \(problem)"))
        }
        guard mistakes.isEmpty else { throw ConfigurationError(mistakes: mistakes) }
        return result
    }

    /// The sinks of the file and those that were added, written as YAML.
    private func addedSinks(_ overrides: ConfigurationOverrides, _ mistakes: inout [Mistake]) -> [SinkSettings] {
        var sinks = self.sinks ?? []
        for text in overrides.sinks {
            var found = Mistakes(path: "--sink", allowsPlaintext: overrides.allowsPlaintext)
            let node = NodeReader.read(Array(text.utf8), as: .yaml, into: &found)
            let type = ValueType<SinkSettings>.sink
            let nothing = Node(line: 1, .scalar("", isQuoted: false))
            if found.isEmpty,
                let sink = type.read(node ?? nothing, Subject(name: "", allowed: type.allowed), &found)
            {
                if sinks.contains(sink) { found.add(line: nil, "\(text.quoted) stands twice. Keep one of them.") }
                sinks.append(sink)
            }
            mistakes += found.sorted.map { Mistake(path: "--sink", line: nil, text: $0.text) }
        }
        if sinks.count > SinkSettings.countMax {
            let text = "there are \(sinks.count) sinks. Use at most \(SinkSettings.countMax)."
            mistakes.append(Mistake(path: "--sink", line: nil, text: text))
        }
        return sinks
    }

    private static func read<Value>(
        _ text: String, _ option: String, _ type: ValueType<Value>, _ mistakes: inout [Mistake]
    ) -> Value? {
        var found = Mistakes(path: option)
        let subject = Subject(name: "", allowed: type.allowed)
        let value = type.read(Node(line: 1, .scalar(text, isQuoted: true)), subject, &found)
        mistakes += found.sorted.map { Mistake(path: option, line: nil, text: $0.text) }
        return value
    }

    private static func symbols(_ names: [String], _ mistakes: inout [Mistake]) -> [Symbol] {
        var symbols: [Symbol] = []
        var seen: Set<Symbol> = []
        func note(_ text: String) { mistakes.append(Mistake(path: "SYMBOL", line: nil, text: text)) }
        if names.count > symbolsMax { note("there are \(names.count) symbols. Use 1 to \(symbolsMax).") }
        for name in names.prefix(symbolsMax) {
            do throws(ValueProblem) {
                let symbol = try Symbol.checked(name)
                if !seen.insert(symbol).inserted { note("'\(symbol)' is listed twice. Keep one of them.") }
                symbols.append(symbol)
            } catch {
                note(Subject(name: "", allowed: ValueType.symbol.allowed).text(error))
            }
        }
        return symbols
    }
}

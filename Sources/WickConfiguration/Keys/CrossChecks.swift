import WickMarket

/// What must hold between keys that are each allowed. A key with a mistake of its own is left alone.
struct CrossChecks {
    let reader: SectionReader

    /// Notes every contradiction, at the line of the key that has to give way.
    func check(into mistakes: inout Mistakes) {
        let configuration = reader.configuration
        check(["timeframe", "exchange"], into: &mistakes) {
            Self.timeframeProblem(configuration).map { "timeframe \($0)" }
        }
        check(["max_reconnect_delay", "reconnect_delay"], into: &mistakes) {
            let (delay, delayMax) = (configuration.reconnectDelay, configuration.maxReconnectDelay)
            guard delayMax < delay else { return nil }
            return "max_reconnect_delay \(seconds(delayMax)) is below reconnect_delay, which is \(seconds(delay))."
                + " Use a number of seconds from \(seconds(delay))."
        }
        check(["advanced.min_candles_required", "advanced.buffer_size"], into: &mistakes) {
            let advanced = configuration.advanced
            guard advanced.minCandlesRequired > advanced.bufferSize else { return nil }
            let (needed, kept) = (advanced.minCandlesRequired, advanced.bufferSize)
            return "advanced.min_candles_required \(needed) is more than the \(kept) candles that are kept."
                + " Use 1 to \(kept), or a larger buffer_size."
        }
        checkAlerts(configuration, into: &mistakes)
        for (name, isSet) in [
            ("ws_base_url", configuration.webSocketBaseURL != nil), ("rest_base_url", configuration.restBaseURL != nil),
        ] where isSet && configuration.exchange == .simulated {
            check([name, "exchange"], into: &mistakes) {
                "\(name) has no effect: the simulated exchange runs inside wick. For a server elsewhere name the"
                    + " exchange that it speaks like, 'exchange: binance'."
            }
        }
    }

    /// An alert of a symbol that is not watched would never tell anything.
    private func checkAlerts(_ configuration: Configuration, into mistakes: inout Mistakes) {
        guard reader.failed.isDisjoint(with: ["alerts.rules", "symbols"]),
            case .list(let nodes) = reader.given["alerts.rules"]?.content
        else { return }
        let watched = Set(configuration.symbols)
        for (alert, node) in zip(configuration.alerts.rules, nodes) {
            guard let symbol = alert.symbol, !watched.contains(symbol) else { continue }
            mistakes.add(
                line: node.line,
                "alerts.rules has '\(alert)', but \(symbol) is not watched. Add it to symbols, or take the alert out."
                    + NearestName.suggestion(for: symbol.name, among: configuration.symbols.map(\.name)))
        }
    }

    /// What is wrong with the timeframe on the configuration's exchange, and what would be right; `nil` if nothing is.
    static func timeframeProblem(_ configuration: Configuration) -> String? {
        let offered = configuration.exchange.timeframes
        guard !offered.contains(configuration.timeframe) else { return nil }
        let names = offered.map(\.rawValue)
        return
            "'\(configuration.timeframe)' is not offered by \(configuration.exchange.title). Use \(names.alternatives)."
    }

    /// - Parameter names: the keys that the rule is about; the mistake stands at the first that was given.
    private func check(_ names: [String], into mistakes: inout Mistakes, _ problem: () -> String?) {
        guard reader.failed.isDisjoint(with: names), let text = problem() else { return }
        mistakes.add(line: names.lazy.compactMap { reader.given[$0]?.line }.first, text)
    }

    private func seconds(_ duration: Duration) -> ParameterValue { .number(duration / .seconds(1)) }
}

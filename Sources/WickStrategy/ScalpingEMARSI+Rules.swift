import WickMarket

extension ScalpingEMARSI {
    func rules(for decision: Decision) -> [RuleCheck] {
        let readings = decision.readings
        return [
            candlesRule(readings), indicatorsRule(readings), volatilityRule(readings), extremeRule(readings),
            volumeRule(readings), crossingRule(readings), rangeRule(readings),
        ]
    }

    private func candlesRule(_ readings: IndicatorReadings) -> RuleCheck {
        RuleCheck(
            name: "candles", reason: .insufficientData, holds: readings.candles >= minCandlesRequired,
            detail: "\(readings.candles) seen, \(minCandlesRequired) needed")
    }

    private func indicatorsRule(_ readings: IndicatorReadings) -> RuleCheck {
        let values = [
            ("EMA \(parameters.emaFast)", readings.emaFast), ("EMA \(parameters.emaSlow)", readings.emaSlow),
            ("EMAs before", readings.previousEMAFast), ("RSI", readings.rsi), ("ATR", readings.atr),
            ("average volume", readings.volumeAverage),
        ]
        let missing = values.filter { $0.1 == nil }.map(\.0)
        return RuleCheck(
            name: "indicators", reason: .missingIndicators, holds: missing.isEmpty,
            detail: missing.isEmpty ? "all defined" : "undefined: " + missing.joined(separator: ", "))
    }

    private func volatilityRule(_ readings: IndicatorReadings) -> RuleCheck {
        let least = atrMin(close: readings.close)
        let percent = parameters.atrMinPercent.map { " (\($0.text) % of the close)" } ?? ""
        guard let atr = readings.atr else {
            return undefined("volatility", .lowVolatility, "ATR must be at least \(least.text)\(percent)")
        }
        let (now, needed) = Double.texts(atr, least)
        return RuleCheck(
            name: "volatility", reason: .lowVolatility, holds: atr >= least,
            detail: "ATR \(now) must be at least \(needed)\(percent)")
    }

    private func extremeRule(_ readings: IndicatorReadings) -> RuleCheck {
        let range = rsiNotExtreme
        guard let rsi = readings.rsi else {
            return undefined("RSI not extreme", .extremeRSI, "RSI must be \(words(range))")
        }
        return RuleCheck(
            name: "RSI not extreme", reason: .extremeRSI, holds: range.contains(rsi),
            detail: "RSI \(words(rsi, against: range)) must be \(words(range))")
    }

    private func volumeRule(_ readings: IndicatorReadings) -> RuleCheck {
        let multiple = parameters.volumeMultiplier.text
        guard let average = readings.volumeAverage else {
            return undefined("volume spike", .noVolumeSpike, "volume must be above \(multiple) × average")
        }
        let least = volumeMin(average: average)
        let (now, needed) = Double.texts(readings.volume, least)
        return RuleCheck(
            name: "volume spike", reason: .noVolumeSpike, holds: readings.volume > least,
            detail: "volume \(now) must be above \(multiple) × average \(average.text) = \(needed)")
    }

    private func crossingRule(_ readings: IndicatorReadings) -> RuleCheck {
        let (fast, slow) = ("EMA \(parameters.emaFast)", "EMA \(parameters.emaSlow)")
        guard let fastNow = readings.emaFast, let slowNow = readings.emaSlow, readings.hasAverages else {
            return undefined("EMA crossing", .noSetup, "\(fast) must cross \(slow)")
        }
        let crossing = readings.crossing
        let (fastText, slowText) = Double.texts(fastNow, slowNow)
        let place = fastNow > slowNow ? "above" : fastNow < slowNow ? "below" : "on"
        return RuleCheck(
            name: "EMA crossing", reason: .noSetup, holds: crossing != nil,
            detail: "\(fast) \(fastText) \(crossing == nil ? "is" : "crossed") \(place) \(slow) \(slowText)")
    }

    private func rangeRule(_ readings: IndicatorReadings) -> RuleCheck {
        guard let rsi = readings.rsi, let side = readings.crossing else {
            let ranges = Side.allCases.map { "\(words(rsiRange(for: $0))) for \($0)" }.joined(separator: ", ")
            return undefined(
                "RSI in range", .noSetup, "RSI \(readings.rsi.map { "\($0.text) " } ?? "")must be \(ranges)")
        }
        let range = rsiRange(for: side)
        return RuleCheck(
            name: "RSI in range", reason: .noSetup, holds: range.contains(rsi),
            detail: "RSI \(words(rsi, against: range)) must be \(words(range)) for \(side)")
    }

    private func undefined(_ name: String, _ reason: NoSignalReason, _ detail: String) -> RuleCheck {
        RuleCheck(name: name, reason: reason, holds: nil, detail: detail)
    }

    private func words(_ range: ClosedRange<Double>) -> String {
        "\(range.lowerBound.text) to \(range.upperBound.text)"
    }

    /// The number with the digits that show on which side of the range's bounds it lies.
    private func words(_ number: Double, against range: ClosedRange<Double>) -> String {
        Double.texts(number, number < range.lowerBound ? range.lowerBound : range.upperBound).first
    }
}

import WickMarket
import WickStrategy

/// Indicator values as cells of a table.
enum IndicatorText {
    /// Where the fast average stands to the slow one, and how far, as a percentage of the slow one: `▲ 0.12%`.
    static func trend(_ readings: IndicatorReadings) -> StyledText {
        guard let fast = readings.emaFast, let slow = readings.emaSlow, slow != 0 else {
            return StyledText(NumberText.unknown, .faint)
        }
        let sign = fast > slow ? "▲" : fast < slow ? "▼" : "="
        return StyledText("\(sign) \(NumberText.percent(abs(fast - slow) / slow))", role(ofChange: fast - slow))
    }

    /// The ATR as a fraction of the close.
    static func atrFraction(_ readings: IndicatorReadings) -> Double? {
        guard let atr = readings.atr, readings.close != 0 else { return nil }
        return atr / readings.close
    }

    /// The volume in units of its average: `0.27×`.
    static func volumeMultiple(_ readings: IndicatorReadings) -> String {
        guard let average = readings.volumeAverage, average > 0 else { return NumberText.unknown }
        return NumberText.fixed(readings.volume / average, digits: 2) + "×"
    }

    static func side(_ side: Side) -> StyledText { StyledText(side.rawValue, side == .long ? .up : .down) }

    static func role(ofChange change: Double?) -> Style.Role {
        guard let change, change != 0 else { return .plain }
        return change > 0 ? .up : .down
    }
}

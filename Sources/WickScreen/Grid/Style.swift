/// What a cell means, for the terminal to choose how that looks. Nothing is said by a style that the text does not say too.
public struct Style: Hashable, Sendable {
    /// The meanings, one a cell.
    public enum Role: UInt8, Sendable, CaseIterable {
        /// Text and numbers.
        case plain
        /// What is looked for first: the last price, the newest candle.
        case strong
        /// What is there to read the rest by: titles, rules, units.
        case faint
        /// A price or a measure that rose, and the long side.
        case up
        /// A price or a measure that fell, and the short side.
        case down
        /// The data can be trusted.
        case good
        /// Something to know before trusting what is shown: late, simulated, a gap.
        case warning
        /// The data cannot be trusted now.
        case alert
        /// The name of a key in the key line and on the help page.
        case key
        /// The fast and the slow average in a chart.
        case fastLine, slowLine
        /// The RSI in a chart.
        case rsiLine
        /// What speaks for, and what against: a rule that holds, a target; a rule that does not hold, a stop, a cost not earned.
        case yes, no
        /// Digits of a price that have just risen or fallen.
        case flashUp, flashDown
    }

    /// What the cell means.
    public var role: Role
    /// Whether the cell belongs to what is chosen.
    public var isSelected: Bool
    /// Whether the cell shows data that is no longer fresh.
    public var isStale: Bool

    /// A style of this role.
    public init(_ role: Role, isSelected: Bool = false, isStale: Bool = false) {
        (self.role, self.isSelected, self.isStale) = (role, isSelected, isStale)
    }

    /// The same meaning, no longer fresh.
    var stale: Style { Style(role, isSelected: isSelected, isStale: true) }

    /// Text and numbers.
    public static let plain = Style(.plain)
}

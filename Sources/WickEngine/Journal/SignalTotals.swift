/// What signals amount to, taken together.
public struct SignalTotals: Equatable, Sendable {
    /// Those with a plan, by side.
    public private(set) var long = 0, short = 0
    /// Those without, and of all the ones that were never fresh.
    public private(set) var refused = 0, late = 0
    /// Of those with a plan, in quote units: what they would move, lose at their stops, and cost.
    public private(set) var notional = 0.0, risk = 0.0, cost = 0.0

    /// None.
    public init() {}

    /// How many there are.
    public var count: Int { long + short + refused }

    /// Counts a record of a journal.
    public mutating func add(_ line: JournalLine) {
        if line["late"] == .word("true") { late += 1 }
        guard line.text("type") == "signal" else {
            refused += 1
            return
        }
        if line.text("side") == "SHORT" { short += 1 } else { long += 1 }
        notional += Self.number(line, "notional")
        risk += Self.number(line, "risk")
        cost += Self.number(line, "cost")
    }

    private static func number(_ line: JournalLine, _ name: String) -> Double {
        line.number(name).flatMap { Double($0) } ?? 0
    }
}

import WickEngine
import WickMarket

/// The alerts that are set, which of them is chosen, and what they have told.
struct AlertView: Equatable {
    /// The most that are remembered of what was told.
    static let toldMax = 100

    /// The alerts, in the order in which they were set.
    private(set) var all: [Alert]
    /// The place of the chosen one, from 0.
    private(set) var position = 0
    /// What has been told, newest first.
    private(set) var told: [ScreenNote] = []

    /// A view of these alerts.
    init(_ alerts: [Alert]) { all = alerts }

    /// Chooses the alert so many places further.
    mutating func move(by count: Int) { position = max(0, min(position + count, all.count - 1)) }

    /// Takes the chosen alert out.
    /// - Returns: whether there was one.
    mutating func remove() -> Bool {
        guard all.indices.contains(position) else { return false }
        all.remove(at: position)
        move(by: 0)
        return true
    }

    /// Takes out the alerts of a symbol.
    mutating func removeAll(of symbol: Symbol) {
        all.removeAll { $0.symbol == symbol }
        move(by: 0)
    }

    /// Sets the alert that these words make; one that is set already stays once.
    mutating func add(_ text: String) throws(MarketError) {
        let alert = try Alert(text)
        guard !all.contains(alert) else { return }
        guard all.count < AlertBook.alertsMax else {
            throw .malformedAlert(text, problem: "is one more than the \(AlertBook.alertsMax) alerts there can be")
        }
        all.append(alert)
    }

    /// Remembers what was told.
    mutating func tell(_ note: ScreenNote) {
        told.insert(note, at: 0)
        if told.count > Self.toldMax { told.removeLast() }
    }
}

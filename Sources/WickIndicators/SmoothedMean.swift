/// The mean that RSI and ATR are built on: over the last `period` numbers, or Wilder's, which never quite forgets.
///
/// Wilder's mean starts as the mean of the first `period` numbers and then is `(mean × (period − 1) + number) / period`
/// (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978). Numbers are not below zero, so neither form
/// cancels digits, and a mean of zero means that every number was zero.
struct SmoothedMean: Sendable {
    /// How many numbers the mean, or its seed, is taken over.
    let period: Int
    /// The mean after the last number, or `nil` before there are `period` of them.
    private(set) var value: Double?
    private let isWilder: Bool
    private var window: RollingSum

    init(period: Int, isWilder: Bool) {
        (self.period, self.isWilder) = (period, isWilder)
        window = RollingSum(length: period)
    }

    /// The mean if `number` came next.
    func preview(_ number: Double) -> Double? {
        if isWilder, let value { return (value * Double(period - 1) + number) / Double(period) }
        return window.sum(adding: number).map { $0 / Double(period) }
    }

    /// Takes in the next number.
    mutating func update(_ number: Double) {
        let next = preview(number)
        if !isWilder || value == nil { window.add(number) }
        value = next
    }
}

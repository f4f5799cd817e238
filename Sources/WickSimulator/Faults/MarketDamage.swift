/// What is wrong with the minutes of a market. Times are milliseconds since 1970.
struct MarketDamage: Sendable {
    /// What strikes every hour, or from the beginning on.
    var isMissingHourly = false, isEarlyHourly = false, haltStart: Int64?
    private var missing: Set<Int64> = []
    private var early: Set<Int64> = []
    private var halts: [Range<Int64>] = []

    private static let minute: Int64 = 60_000
    /// What is kept at most, of each kind; what comes then does no damage.
    private static let damagesMax = 100_000, haltsMax = 1000

    /// Damages what comes after `now`, from the minute after the next on: the next one is on its way already.
    mutating func strike(_ fault: Fault, now: Int64) {
        let first = now / Self.minute + 2
        switch fault {
        case .missingMinutes where missing.count < Self.damagesMax: missing.formUnion(first...first + 2)
        case .earlyClose where early.count < Self.damagesMax: early.insert(first)
        case .haltedSymbol where halts.count < Self.haltsMax:
            halts.append(first * Self.minute..<(first + 20) * Self.minute)
        default: break
        }
    }

    /// Whether there is no candle of the minute that holds this time.
    func isMissing(at time: Int64) -> Bool {
        let minute = time / Self.minute
        return missing.contains(minute) || isMissingHourly && (17...19).contains(minute % 60)
    }

    /// Whether the candle of the minute that holds this time closes early.
    func closesEarly(at time: Int64) -> Bool {
        let minute = time / Self.minute
        return early.contains(minute) || isEarlyHourly && minute % 60 == 16
    }

    /// When the halt that holds this time began; `nil` without one.
    func haltStart(at time: Int64) -> Int64? {
        if let haltStart, time >= haltStart { return haltStart }
        return halts.first { $0.contains(time) }?.lowerBound
    }
}

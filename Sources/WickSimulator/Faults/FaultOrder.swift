/// A fault and when it strikes, as `--fault NAME[@when]` orders it.
public struct FaultOrder: Equatable, Sendable {
    /// When a fault strikes, in real time since the exchange started.
    public enum Time: Equatable, Sendable {
        /// From the start on, without an end: every connection, every request. What is over in a moment strikes each
        /// connection 5 s after it was opened.
        case always
        /// Once, so long after the start.
        case at(Duration)
        /// So long after the start, and again each time as long has passed.
        case every(Duration)
    }

    /// What goes wrong.
    public let fault: Fault
    /// When it does.
    public let time: Time

    /// The longest time that can be given, and the shortest for ``Time/every(_:)``.
    static let timeMax = Duration.seconds(7 * 86_400), periodMin = Duration.milliseconds(100)

    /// - Throws: ``SimulatorError/faultTimeOutOfRange(_:)`` for a time beyond 7 days or a period below 100 ms, and for any
    ///   time with a fault of the clock, which cannot jump while it runs.
    public init(_ fault: Fault, _ time: Time = .always) throws(SimulatorError) {
        let isFit =
            switch time {
            case .always: true
            case .at(let time): fault.reach != .clock && (.zero...Self.timeMax).contains(time)
            case .every(let period): fault.reach != .clock && (Self.periodMin...Self.timeMax).contains(period)
            }
        guard isFit else { throw .faultTimeOutOfRange(fault) }
        (self.fault, self.time) = (fault, time)
    }

    /// Reads `reset`, `reset@10s` or `reset@every30s`; units are `ms`, `s`, `m` and `h`.
    ///
    /// - Throws: ``SimulatorError/unknownFault(_:)``, ``SimulatorError/unreadableFaultTime(_:)``,
    ///   ``SimulatorError/faultTimeOutOfRange(_:)``.
    public init(_ text: String) throws(SimulatorError) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let fault = Fault(rawValue: String(parts[0])) else { throw .unknownFault(String(parts[0])) }
        guard parts.count == 2 else {
            try self.init(fault)
            return
        }
        let isRepeated = parts[1].hasPrefix("every")
        guard let span = Self.span(isRepeated ? parts[1].dropFirst("every".count) : parts[1]) else {
            throw .unreadableFaultTime(text)
        }
        try self.init(fault, isRepeated ? .every(span) : .at(span))
    }

    private static func span(_ text: Substring) -> Duration? {
        let units: [(String, Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        guard let unit = units.first(where: { text.hasSuffix($0.0) }),
            let count = Double(text.dropLast(unit.0.count)), (0...1e9).contains(count)
        else { return nil }
        return .milliseconds(Int64(count * unit.1))
    }
}

/// Decides what goes wrong and when: time and events go in, faults come out. Times are real, since the exchange's start.
struct FaultPlan: Sendable {
    /// A fault that a connection is to suffer so long after it was opened.
    struct Fate: Equatable, Sendable {
        var fault: Fault
        var delay: Duration
    }

    private struct Alarm: Sendable {
        let fault: Fault
        let period: Duration?
        var next: Duration
    }

    /// How long after its opening a connection suffers what is over in a moment and strikes always.
    static let momentDelay = Duration.seconds(5)
    /// How long after its opening a connection suffers what has waited for one: time to subscribe.
    static let waitingDelay = Duration.seconds(1)

    /// Whether nothing is ever to go wrong.
    let isEmpty: Bool
    private let always: Set<Fault>
    private var alarms: [Alarm] = []
    private var storm: FaultStorm?
    private var ends: [Fault: Duration] = [:]
    private var waiting: Set<Fault> = []

    /// - Parameters:
    ///   - orders: what was asked for one by one.
    ///   - seed: of a storm on top.
    ///   - isSecure: whether the storm has the faults of TLS, too.
    init(orders: [FaultOrder] = [], storm seed: UInt64? = nil, isSecure: Bool = false) {
        isEmpty = orders.isEmpty && seed == nil
        storm = seed.map { FaultStorm(seed: $0, isSecure: isSecure) }
        var always: Set<Fault> = []
        for order in orders {
            switch order.time {
            case .always: always.insert(order.fault)
            case .at(let time): alarms.append(Alarm(fault: order.fault, period: nil, next: time))
            case .every(let period): alarms.append(Alarm(fault: order.fault, period: period, next: period))
            }
        }
        self.always = always
    }

    /// When the next fault strikes; `nil` if none will.
    var deadline: Duration? {
        (alarms.map(\.next) + (storm.map { [$0.next.time] } ?? [])).min()
    }

    /// Whether a fault is under way for all that passes.
    func isOn(_ fault: Fault, now: Duration) -> Bool {
        always.contains(fault) || ends[fault].map { now < $0 } ?? false
    }

    /// The first of several faults that is under way.
    func first(of faults: [Fault], now: Duration) -> Fault? { faults.first { isOn($0, now: now) } }

    /// How long a fault that is under way will last; `nil` if it has no end.
    func rest(of fault: Fault, now: Duration) -> Duration? {
        always.contains(fault) ? nil : ends[fault].map { max(.zero, $0 - now) }
    }

    /// The faults that strike by `now`, each once though it were overdue more than once. Those of connections are kept for
    /// the next one if there is none.
    mutating func strikes(now: Duration, hasConnections: Bool) -> [Fault] {
        var faults = strikesOfAlarms(now)
        while let next = storm?.next, next.time <= now {
            faults.append(next.fault)
            storm?.advance()
        }
        for fault in faults {
            switch fault.reach {
            case .exchange: ends[fault] = now + Fault.span
            case .connections: if !hasConnections { waiting.insert(fault) }
            case .market, .clock: break
            }
        }
        return faults
    }

    /// What a connection that is opened now has ahead.
    mutating func opened() -> [Fate] {
        let own = Fault.allCases.filter { $0.reach == .connections }
        let fates = own.compactMap { fault -> Fate? in
            if always.contains(fault) { return Fate(fault: fault, delay: fault.isMoment ? Self.momentDelay : .zero) }
            return waiting.contains(fault) ? Fate(fault: fault, delay: Self.waitingDelay) : nil
        }
        waiting.removeAll()
        return fates
    }

    private mutating func strikesOfAlarms(_ now: Duration) -> [Fault] {
        var faults: [Fault] = []
        for place in alarms.indices where alarms[place].next <= now {
            faults.append(alarms[place].fault)
            if let period = alarms[place].period {
                let missed = Int64(((now - alarms[place].next) / period).rounded(.down))
                alarms[place].next += period * Int(missed + 1)
            }
        }
        alarms.removeAll { $0.period == nil && $0.next <= now }
        return faults
    }
}

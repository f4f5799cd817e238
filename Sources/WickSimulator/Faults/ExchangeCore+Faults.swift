import NIOCore

// Carries out what the plan of faults says.
extension ExchangeCore {
    /// Wakes up for the next fault.
    func armFaults() {
        faultTimer?.cancel()
        guard let deadline = outlet.plan.deadline, !isStopped else { return }
        let core = NIOLoopBound(self, eventLoop: eventLoop)
        let delay = max(0, (deadline - elapsed).nanoseconds)
        faultTimer = eventLoop.scheduleTask(in: .nanoseconds(delay)) { core.value.strike() }
    }

    private func strike() {
        for fault in outlet.plan.strikes(now: elapsed, hasConnections: !connections.isEmpty) {
            onFault?(fault, elapsed)
            switch fault.reach {
            case .connections: for connection in connections.values { connection.suffer(fault) }
            case .market: damaged?.damage.strike(fault, now: now)
            case .exchange, .clock: break  // these are asked for when something passes
            }
        }
        armFaults()
    }

    /// What a connection that was just opened is to suffer.
    func meetFate(_ connection: StreamConnection) {
        for fate in outlet.plan.opened() {
            guard fate.delay > .zero else {
                connection.suffer(fate.fault)
                continue
            }
            let core = NIOLoopBound(self, eventLoop: eventLoop)
            let victim = NIOLoopBound(connection, eventLoop: eventLoop)
            eventLoop.scheduleTask(in: .nanoseconds(fate.delay.nanoseconds)) {
                core.value.onFault?(fate.fault, core.value.elapsed)
                victim.value.suffer(fate.fault)
            }
        }
    }

    /// The market, in a shape that can be damaged if that was asked for.
    static func damageable(_ market: any Market, _ faults: [FaultOrder], start: Int64) -> (any Market, DamagedMarket?) {
        guard faults.contains(where: { $0.fault.reach == .market }) else { return (market, nil) }
        let damaged = DamagedMarket(market)
        for order in faults where order.time == .always {
            switch order.fault {
            case .missingMinutes: damaged.damage.isMissingHourly = true
            case .earlyClose: damaged.damage.isEarlyHourly = true
            case .haltedSymbol: damaged.damage.haltStart = start - start % 60_000
            default: break
            }
        }
        return (damaged, damaged)
    }

    /// How far the exchange's clock is ahead of the one it is given, in milliseconds.
    static func skew(_ faults: [FaultOrder]) -> Int64 {
        faults.reduce(0) { skew, order in
            switch order.fault {
            case .clockSkew: skew + 600_000
            case .clockSkewBehind: skew - 600_000
            default: skew
            }
        }
    }
}

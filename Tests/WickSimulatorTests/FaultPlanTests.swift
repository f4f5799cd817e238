import Testing

@testable import WickSimulator

struct FaultPlanTests {
    private func plan(_ texts: String...) throws -> FaultPlan {
        FaultPlan(orders: try texts.map { try FaultOrder($0) })
    }

    @Test("strikes once at its time, and lasts 10 s where it concerns all that passes")
    func once() throws {
        var plan = try plan("rest-5xx@10s")
        #expect(plan.deadline == .seconds(10))
        #expect(plan.strikes(now: .seconds(9), hasConnections: true) == [])
        #expect(!plan.isOn(.rest5xx, now: .seconds(9)))
        #expect(plan.strikes(now: .seconds(10), hasConnections: true) == [.rest5xx])
        #expect(plan.deadline == nil)
        #expect(plan.isOn(.rest5xx, now: .seconds(19)) && !plan.isOn(.rest5xx, now: .seconds(20)))
        #expect(plan.rest(of: .rest5xx, now: .seconds(16)) == .seconds(4))
    }

    @Test("strikes again and again, once for all the times that were missed")
    func again() throws {
        var plan = try plan("reset@every30s")
        #expect(plan.strikes(now: .seconds(30), hasConnections: true) == [.reset])
        #expect(plan.deadline == .seconds(60))
        #expect(plan.strikes(now: .seconds(200), hasConnections: true) == [.reset])
        #expect(plan.deadline == .seconds(210))
    }

    @Test("keeps a fault of connections for the next one where none is open")
    func waits() throws {
        var plan = try plan("close-1001@1s", "mute@2s")
        #expect(plan.strikes(now: .seconds(1), hasConnections: false) == [.close1001])
        #expect(plan.strikes(now: .seconds(2), hasConnections: true) == [.mute])
        #expect(plan.opened() == [.init(fault: .close1001, delay: FaultPlan.waitingDelay)])
        #expect(plan.opened() == [])
    }

    @Test("strikes every connection where no time is given: what is a moment after a while, the rest at once")
    func always() throws {
        var plan = try plan("reset", "no-pings", "rest-lag")
        let fates = [FaultPlan.Fate(fault: .reset, delay: FaultPlan.momentDelay), .init(fault: .noPings, delay: .zero)]
        #expect(plan.opened() == fates && plan.opened() == fates)
        #expect(plan.deadline == nil)
        #expect(plan.isOn(.restLag, now: .seconds(1_000_000)) && plan.rest(of: .restLag, now: .zero) == nil)
    }

    @Test("storms alike from the same seed, a fault every few seconds", arguments: 0..<20 as Range<UInt64>)
    func storms(seed: UInt64) throws {
        var (plan, twin) = (FaultPlan(storm: seed), FaultPlan(storm: seed))
        var struck: [Fault] = []
        while let deadline = plan.deadline, deadline < .seconds(3600) {
            let faults = plan.strikes(now: deadline, hasConnections: true)
            #expect(faults == twin.strikes(now: deadline, hasConnections: true))
            #expect(!faults.isEmpty && faults.count < 10)
            struck += faults
        }
        #expect((500...1000).contains(struck.count))
        #expect(Set(struck) == Set(Fault.allCases.filter { $0.isInStorms && !$0.isOfTLS }))
    }

    @Test("storms have the faults of TLS where there is TLS")
    func secureStorm() {
        var plan = FaultPlan(storm: 1, isSecure: true)
        var struck: Set<Fault> = []
        while let deadline = plan.deadline, deadline < .seconds(3600) {
            struck.formUnion(plan.strikes(now: deadline, hasConnections: true))
        }
        #expect(struck == Set(Fault.allCases.filter(\.isInStorms)))
    }

    @Test(
        "reads names and times",
        arguments: [
            ("half-open", FaultOrder.Time.always), ("mute@10s", .at(.seconds(10))),
            ("mute@0.5s", .at(.milliseconds(500))),
            ("rest-lag@every2m", .every(.seconds(120))), ("reset@every300ms", .every(.milliseconds(300))),
            ("slow@1h", .at(.seconds(3600))),
        ])
    func reads(text: String, time: FaultOrder.Time) throws {
        #expect(try FaultOrder(text).time == time)
    }

    @Test(
        "refuses what it cannot read",
        arguments: [
            ("", SimulatorError.unknownFault("")), ("quake@1s", .unknownFault("quake")),
            ("reset@", .unreadableFaultTime("reset@")), ("reset@5", .unreadableFaultTime("reset@5")),
            ("reset@-1s", .unreadableFaultTime("reset@-1s")), ("reset@nans", .unreadableFaultTime("reset@nans")),
            ("reset@every", .unreadableFaultTime("reset@every")), ("reset@8000h", .faultTimeOutOfRange(.reset)),
            ("reset@every1ms", .faultTimeOutOfRange(.reset)), ("clock-skew@1s", .faultTimeOutOfRange(.clockSkew)),
        ])
    func refuses(text: String, error: SimulatorError) {
        #expect(throws: error) { try FaultOrder(text) }
    }

    @Test("explains every fault in a sentence", arguments: Fault.allCases)
    func explains(fault: Fault) {
        #expect(fault.explanation.hasSuffix(".") && fault.explanation.count > 20)
    }
}

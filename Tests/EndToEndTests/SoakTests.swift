import Foundation
import Testing

/// An hour under a storm, a hundred times as fast as real time: `make soak`.
@Suite(.enabled(if: Certificates.isPresent, "\(Certificates.absence)"))
struct SoakTests {
    private static let minutes = ProcessInfo.processInfo.environment["WICK_SOAK_MINUTES"].flatMap { Double($0) }

    /// What the monitor holds at one time.
    private struct Holding {
        var residentKilobytes: Double
        var descriptors: Int
    }

    @Test(
        "after it is warm, memory stays within 2 % and descriptors stay as many; and no candle is missing",
        .enabled(if: minutes != nil, "only where WICK_SOAK_MINUTES says how long"))
    func holdsNoMore() async throws {
        let workplace = try Workplace()
        let tls = try await Certificates.make(in: workplace)
        let arguments = ["--seed", "5", "--speed", "100", "--storm", "7", "--tls", tls]
        try await SimulatedServer.with(arguments, in: workplace) { server in
            let configuration = try server.configuration(FaultTests.hasty(tls), in: workplace)
            let words = ["--headless", "--format", "jsonl", "--config", configuration]
            try await Wick.with(words, in: workplace) { monitor in
                let held = try await Self.watch(monitor.processID, for: .seconds((Self.minutes ?? 0) * 60))
                monitor.send(SIGTERM)
                let end = try await monitor.waitForEnd(within: stopPatience)
                #expect(end == .exited(0))
                try await FaultTests.compare(monitor.lines, with: server)
                Self.expectFlat(held)
            }
        }
    }

    /// Looks every second.
    private static func watch(_ process: pid_t, for span: Duration) async throws -> [Holding] {
        var held: [Holding] = []
        let end = ContinuousClock.now + span
        while ContinuousClock.now < end {
            try await Task.sleep(for: .seconds(1))
            let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            held.append(
                Holding(
                    residentKilobytes: resident.flatMap { Double($0.filter(\.isNumber)) } ?? .nan,
                    descriptors: try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count))
        }
        return held
    }

    /// Compares the last sixth with the third one: the first two are for warming up.
    private static func expectFlat(_ held: [Holding]) {
        let part = held.count / 6
        let (early, late) = (held[2 * part..<3 * part], held.suffix(part))
        func mean(_ part: ArraySlice<Holding>) -> Double {
            part.map(\.residentKilobytes).reduce(0, +) / Double(part.count)
        }
        print("soak: \(mean(early)) kB, then \(mean(late)) kB; descriptors \(late.map(\.descriptors).max() ?? 0)")
        #expect(mean(late) <= mean(early) * 1.02)
        // Connections come and go in a storm, but no more of them are there at a time.
        let most = held.prefix(3 * part).map(\.descriptors).max() ?? 0
        #expect(late.allSatisfy { $0.descriptors <= most })
    }
}

import ArgumentParser
import WickSimulator

extension SimulatedVenue: ExpressibleByArgument {}

/// `wick simulate`: the simulated exchange alone, for other programs to connect to.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run the simulated exchange alone, as a server on this machine.",
        discussion: """
            Faults strike on demand: --fault reset@10s once, after ten seconds; --fault mute@every30s again and again; \
            --fault refuse-451 from the start on and without an end. Faults of connections strike those that are open, or \
            the next one; others last 10 s. `--fault list` names them all.
            """)

    @Option(help: "The port on 127.0.0.1; 0 takes any free one.")
    var port = 0

    @Option(help: "The seed of the market: the same seed gives the same market.")
    var seed: UInt64 = 1

    @Option(help: "A kline file or a folder of them to play instead; may be repeated.", completion: .file())
    var data: [String] = []

    @Option(help: "How many times as fast as real time, 0.1 to 10000, or max: as fast as the clients read.")
    var speed: PlaySpeed = .times(1)

    @Option(help: "Whose protocol it speaks: \(SimulatedVenue.allCases.map(\.rawValue).joined(separator: ", ")).")
    var venue: SimulatedVenue = .binance

    @Option(help: "How many symbols the seeded market lists, 1 to 3000.")
    var symbolCount = 48

    @Option(
        name: .customLong("fault"), help: "What goes wrong, as NAME[@10s|@every30s]; may be repeated.",
        completion: .list(Fault.allCases.map(\.rawValue) + ["list"]))
    var faults: [String] = []

    @Option(help: "The seed of a storm: faults that strike every few seconds, the same ones for the same seed.")
    var storm: UInt64?

    @Option(
        help: """
            Serve TLS with the certificates in this folder: server.pem and key.pem, and for the faults of TLS \
            wrong-name.pem, expired.pem and unknown-ca.pem. Only a plain `swift build` can: a release goes \
            without.
            """, completion: .directory)
    var tls: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
        guard SimulatedMarket.symbolCounts.contains(symbolCount) else {
            throw ValidationError("--symbol-count is 1 to 3000.")
        }
        if !faults.contains("list") { _ = try orders() }
    }

    func run() throws {
        if faults.contains("list") {
            print(Self.listOfFaults)
            return
        }
        var ending = SignalWait()
        var options = SimulatorOptions()
        (options.port, options.venue) = (port, venue)
        options.market = data.isEmpty ? .seeded(seed: seed, symbolCount: symbolCount) : .recorded(paths: data)
        options.speed = speed.factor.map { .times($0) } ?? .asFastAsRead
        (options.faults, options.storm, options.tls) = (try orders(), storm, tls)
        options.onFault = { fault, time in complain("\(time.components.seconds) s: \(fault.rawValue)") }
        let session = try SimulatorSession(options)
        print("ws_base_url: \(session.addresses.webSocketBaseURL)")
        print("rest_base_url: \(session.addresses.restBaseURL)")
        flushStandardOutput()
        ending.wait(for: nil)
        session.stop()
    }

    private func orders() throws -> [FaultOrder] {
        do throws(SimulatorError) {
            return try faults.map { text throws(SimulatorError) in try FaultOrder(text) }
        } catch {
            throw ValidationError("--fault: \(error)")
        }
    }

    private static var listOfFaults: String {
        let width = Fault.allCases.map(\.rawValue.count).max() ?? 0
        return Fault.allCases.map { fault in
            fault.rawValue + String(repeating: " ", count: width + 2 - fault.rawValue.count) + fault.explanation
        }.joined(separator: "\n")
    }
}

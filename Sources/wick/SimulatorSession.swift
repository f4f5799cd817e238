import ArgumentParser
import WickConfiguration
import WickSimulator

/// The simulated exchange inside this process, over a real socket all the same.
struct SimulatorSession {
    let exchange: SimulatedExchange
    let addresses: SimulatorAddresses

    /// Starts it on a free port of loopback.
    /// - Throws: ``ExitCode/unavailable`` after the reason is written to standard error.
    init(_ options: SimulatorOptions) throws {
        let exchange = SimulatedExchange(options: options)
        let started = waitFor { () async -> Result<SimulatorAddresses, SimulatorError> in
            do throws(SimulatorError) { return .success(try await exchange.start()) } catch { return .failure(error) }
        }
        switch started {
        case .success(let addresses): (self.exchange, self.addresses) = (exchange, addresses)
        case .failure(let error):
            complain("the simulated exchange cannot start: \(error)")
            throw ExitCode.unavailable
        }
    }

    /// As the configuration sets it up.
    init(_ settings: SimulatorSettings) throws {
        var options = SimulatorOptions()
        options.market = settings.data.map { .recorded(paths: $0) } ?? .seeded(seed: UInt64(settings.seed))
        switch settings.speed {
        case .times(let factor): options.speed = .times(factor)
        case .max: options.speed = .asFastAsRead
        }
        try self.init(options)
    }

    func stop() { waitFor { await exchange.stop() } }
}

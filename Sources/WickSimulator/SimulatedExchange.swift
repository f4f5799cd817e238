import NIOCore
import NIOPosix
import Synchronization
import WickMarket

/// A simulated exchange: an HTTP and WebSocket server that speaks Binance's protocol and serves a seeded or a
/// recorded market.
///
/// It has one thread of its own, which sleeps while nothing is subscribed, and ends with ``stop()``. It knows no
/// orders and no keys. Limits, pings and lifetimes run in real time, whatever the speed of the market. It offers no
/// streams but klines: others are acknowledged, as the exchange does with every name, and stay silent.
public final class SimulatedExchange: Sendable {
    /// How the server names itself in its answers, so that a client can say what it is looking at.
    public static let serverName = "wick-simulator"

    private let options: SimulatorOptions
    private let rules: VenueRules
    private let state = Mutex(State.new)

    private enum State {
        case new, starting
        case running(Running)
        case stopped
    }

    private struct Running {
        let group: MultiThreadedEventLoopGroup
        let server: any Channel
        let core: NIOLoopBound<ExchangeCore>
    }

    /// An exchange that is not started yet.
    public convenience init(options: SimulatorOptions = SimulatorOptions()) {
        self.init(options: options, rules: VenueRules(options.venue))
    }

    /// An exchange with rules other than the venue's.
    init(options: SimulatorOptions, rules: VenueRules) {
        (self.options, self.rules) = (options, rules)
    }

    /// Starts to listen. An exchange is started once.
    /// - Throws: every case of ``SimulatorError``.
    public func start() async throws(SimulatorError) -> SimulatorAddresses {
        try checkOptions()
        let certificates = try certificates()
        let isFirst = state.withLock { state in
            guard case .new = state else { return false }
            state = .starting
            return true
        }
        guard isFirst else { throw .alreadyStarted }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let core = try await makeCore(on: group.next(), certificates)
            let server = try await listen(group, core)
            state.withLock { $0 = .running(Running(group: group, server: server, core: core)) }
            return SimulatorAddresses(
                host: options.host, port: server.localAddress?.port ?? options.port, isSecure: certificates != nil)
        } catch {
            state.withLock { $0 = .stopped }
            await Self.shutDown(group)
            throw error
        }
    }

    /// Closes every connection (1001) and stops listening. Does nothing if the exchange is not running.
    public func stop() async {
        let running = state.withLock { state -> Running? in
            guard case .running(let running) = state else { return nil }
            state = .stopped
            return running
        }
        guard let running else { return }
        running.server.close(promise: nil)
        let goodbye = running.server.eventLoop.submit { running.core.value.stop() }
        _ = await goodbye.result()
        await Self.shutDown(running.group)
    }

    /// What the exchange has done so far; `nil` if it is not running.
    public func statistics() async -> SimulatorStatistics? {
        let running = state.withLock { state -> Running? in
            guard case .running(let running) = state else { return nil }
            return running
        }
        guard let running else { return nil }
        let statistics = running.server.eventLoop.submit { running.core.value.statistics }
        return switch await statistics.result() {
        case .success(let statistics): statistics
        case .failure: nil  // stopped meanwhile
        }
    }

    private func checkOptions() throws(SimulatorError) {
        if case .times(let factor) = options.speed, !SimulatorSpeed.range.contains(factor) {
            throw .speedOutOfRange(factor)
        }
        if case .seeded(_, let start, let count) = options.market {
            guard SimulatedMarket.symbolCounts.contains(count) else { throw .symbolCountOutOfRange(count) }
            if let start, !SimulatedMarket.starts.contains(start) { throw .startOutOfRange(start) }
        }
    }

    /// The certificates that may be shown; `nil` if there is to be no TLS.
    private func certificates() throws(SimulatorError) -> ServerCertificates? {
        let ordered = options.faults.map(\.fault).filter(\.isOfTLS)
        guard let folder = options.tls else {
            if let fault = ordered.first { throw .faultNeedsTLS(fault) }
            return nil
        }
        return try ServerCertificates(folder: folder, faults: options.storm == nil ? ordered : Fault.ofTLS)
    }

    private func makeCore(
        on loop: any EventLoop, _ certificates: ServerCertificates?
    ) async throws(SimulatorError) -> NIOLoopBound<ExchangeCore> {
        let (options, rules) = (options, rules)
        let made = loop.submit { () throws -> NIOLoopBound<ExchangeCore> in
            let (market, start) = try Self.makeMarket(options)
            let core = ExchangeCore(
                eventLoop: loop, options: options, rules: rules, market: market, start: start,
                certificates: certificates)
            return NIOLoopBound(core, eventLoop: loop)
        }
        switch await made.result() {
        case .success(let core): return core
        case .failure(let error as SimulatorError): throw error
        case .failure(let error): throw .cannotListen(host: options.host, port: options.port, reason: "\(error)")
        }
    }

    private static func makeMarket(_ options: SimulatorOptions) throws(SimulatorError) -> (any Market, start: Int64) {
        switch options.market {
        case .seeded(let seed, let start, let count):
            return (SeededMarket(seed: seed, symbolCount: count), start?.milliseconds ?? WallClock.now)
        case .recorded(let paths):
            let market = try RecordedMarket(paths: paths)
            return (market, market.beginning ?? 0)
        }
    }

    private func listen(
        _ group: MultiThreadedEventLoopGroup, _ core: NIOLoopBound<ExchangeCore>
    ) async throws(SimulatorError) -> any Channel {
        do {
            return try await ChannelSetup.bootstrap(group, core).bind(host: options.host, port: options.port).get()
        } catch {
            throw .cannotListen(host: options.host, port: options.port, reason: "\(error)")
        }
    }

    private static func shutDown(_ group: MultiThreadedEventLoopGroup) async {
        do {
            try await group.shutdownGracefully()
        } catch {
            assertionFailure("an event loop group of our own is shut down once: \(error)")
        }
    }
}

extension EventLoopFuture where Value: Sendable {
    /// The outcome, once there is one.
    fileprivate func result() async -> Result<Value, any Error> {
        do {
            return .success(try await get())
        } catch {
            return .failure(error)
        }
    }
}

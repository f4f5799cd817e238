import ArgumentParser
import WickArchive
import WickBinance
import WickConfiguration
import WickCore
import WickEngine
import WickFeed
import WickMarket

/// What a replay plays, and by which configuration.
struct ReplaySource: Sendable {
    private enum Content: Sendable {
        case klines([String])
        case recording(String, any Exchange)
    }

    /// What it is played by: that of a recording is its own, but for the screen.
    let configuration: Configuration
    private let content: Content
    /// Whether strategy and risk are not those of the recording.
    private let takesStrategy: Bool

    /// - Throws: ``ExitCode/usage`` after the reason is written to standard error.
    init(files: [String], _ options: ConfigurationOptions) throws {
        let current = try options.load()
        takesStrategy = options.config != nil
        guard let path = files.first(where: RecordingReader.isRecording) else {
            (configuration, content) = (current, .klines(files))
            return
        }
        guard files.count == 1 else {
            complain("\(path): is a recording; name it alone, by its first file")
            throw ExitCode.usage
        }
        let session = try settled { () throws(ArchiveError) in try RecordedSession(path: path) }
        configuration = try session.configuration(under: current, takesStrategy: takesStrategy)
        let assembly = MonitorAssembly(configuration: configuration)
        content = .recording(path, try assembly.exchange(simulator: nil))
    }

    /// The speed on the screen, where none is asked for: klines say one thing a minute.
    var usualSpeed: PlaySpeed {
        switch content {
        case .klines: .times(60)
        case .recording: .times(1)
        }
    }

    /// What is played, for people.
    var title: String {
        switch content {
        case .klines: "recording"
        case .recording: MonitorAssembly(configuration: configuration).exchangeTitle
        }
    }

    /// Opens the files.
    /// - Throws: ``ExitCode/usage`` after the reason is written to standard error.
    func open() throws -> sending any ReplayTape {
        do throws(ArchiveError) {
            return try makeTape()
        } catch {
            complain("\(error)")
            throw ExitCode.usage
        }
    }

    /// Opens the files, to be played from their beginning.
    func makeTape() throws(ArchiveError) -> sending any ReplayTape {
        let bufferSize = configuration.advanced.bufferSize
        switch content {
        case .klines(let files):
            return KlineTape(try MergedKlines(try KlineFile.find(in: files)), bufferSize: bufferSize)
        case .recording(let path, let exchange):
            let assembly = MonitorAssembly(configuration: configuration)
            let reader = try RecordingReader(path: path)
            let startedAt = reader.header.startedAt
            let bans = BanFile.parse(Array((reader.header.facts[RecordingFact.bans] ?? "").utf8), now: startedAt).bans
            let takesStrategy = takesStrategy
            return FeedTape(
                reader, bufferSize: bufferSize,
                configure: { takesStrategy ? EngineChange(strategies: nil, risk: nil) : RecordedReload.change(by: $0) }
            ) { random, now in
                assembly.feed(of: exchange, random: random, now: now, wallClock: startedAt, bans: bans)
            }
        }
    }
}

private func settled<Value>(_ settle: () throws(ArchiveError) -> Value) throws -> Value {
    do throws(ArchiveError) {
        return try settle()
    } catch {
        complain("\(error)")
        throw ExitCode.usage
    }
}

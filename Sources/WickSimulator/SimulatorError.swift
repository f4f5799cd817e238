import WickArchive
import WickMarket

/// Why a simulated exchange does not start.
public enum SimulatorError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The speed is not within ``SimulatorSpeed/range``.
    case speedOutOfRange(Double)
    /// The number of symbols is not within ``SimulatedMarket/symbolCounts``.
    case symbolCountOutOfRange(Int)
    /// The start is not within ``SimulatedMarket/starts``.
    case startOutOfRange(Timestamp)
    /// The address cannot be listened on.
    case cannotListen(host: String, port: Int, reason: String)
    /// No candle was found in the files of a recorded market.
    case nothingRecorded(paths: [String])
    /// A recorded file cannot be read or understood.
    case unreadableRecording(ArchiveError)
    /// The files of a recorded market have more candles than are held in memory.
    case recordingTooLong(candlesMax: Int)
    /// There is no fault of this name.
    case unknownFault(String)
    /// The text of a fault's order has a time that cannot be read.
    case unreadableFaultTime(String)
    /// The fault cannot strike at the time that is wanted.
    case faultTimeOutOfRange(Fault)
    /// The fault is one of TLS, and plain TCP is served.
    case faultNeedsTLS(Fault)
    /// TLS was asked for, and this build has none to serve.
    case noTLS
    /// A certificate, or the key of all of them, cannot be used.
    case unusableCertificate(path: String, reason: String)
    /// ``SimulatedExchange/start()`` was called a second time.
    case alreadyStarted

    public var description: String {
        switch self {
        case .speedOutOfRange(let speed):
            "speed \(speed) is not offered: use 0.1 to 10000, or as fast as read"
        case .symbolCountOutOfRange(let count):
            "\(count) symbols are not offered: use 1 to 3000"
        case .startOutOfRange(let start):
            "a market cannot start at \(start.milliseconds) ms since 1970: use a time from 1970 to 2100"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason)"
        case .nothingRecorded(let paths):
            "no candle in \(paths.joined(separator: ", ")): name kline files (.csv, .csv.gz, .zip) or folders of them"
        case .unreadableRecording(let error):
            "\(error)"
        case .recordingTooLong(let candlesMax):
            "the recording has more than \(candlesMax) candles: name fewer files"
        case .unknownFault(let name):
            "there is no fault '\(name)': use one of \(Fault.allCases.map(\.rawValue).joined(separator: ", "))"
        case .unreadableFaultTime(let text):
            "the time of '\(text)' cannot be read: write it as reset@10s or reset@every30s, in ms, s, m or h"
        case .faultTimeOutOfRange(let fault) where fault.reach == .clock:
            "\(fault.rawValue) has no time: the clock is wrong from the start on"
        case .faultTimeOutOfRange(let fault):
            "the time of \(fault.rawValue) is out of range: use at most 7 days, and a period of at least 100 ms"
        case .faultNeedsTLS(let fault):
            "\(fault.rawValue) is a fault of TLS: serve TLS with --tls"
        case .noTLS:
            "--tls: this build serves no TLS; one with the package's trait ServedTLS does (swift build)"
        case .unusableCertificate(let path, let reason):
            "\(path) cannot be used: \(reason)"
        case .alreadyStarted:
            "the simulated exchange was already started; make a new one to start again"
        }
    }
}

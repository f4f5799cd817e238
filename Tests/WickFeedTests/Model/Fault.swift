import WickTestKit
import WickWebSocket

/// What can go wrong on the modelled exchange, and for how many milliseconds.
enum Fault: Equatable {
    /// All connections are cut, are ended in good order, or fall silent in both directions.
    case reset, end, halfOpen
    /// The exchange says goodbye, and why, or announces that it will.
    case goodbye(WebSocketCloseCode), shutdown
    /// Messages that cannot be read, one that is too long, stamps from another century, and candles that cannot be.
    case garbage, oversize, absurdStamps, impossible
    /// The exchange does not ping, or reads so late that subscriptions and pings wait.
    case noPings, slowReading
    /// Connects fail, or are never answered.
    case connectsFail, connectsHang
    /// Handshakes are refused with this status.
    case refused(Int)
    /// Connections stand but bring no data, or none of one series.
    case mute, muteSeries(Int)
    /// A symbol has no candles, and exchangeInfo says so; or it says that the symbol is not traded.
    case suspended(Int), halted(Int)
    /// Bytes are kept back and then come all at once.
    case stall
    /// Half of the closing messages are lost; messages come twice; messages swap places.
    case lostCloses, duplicates, reordering
    /// Requests fail with this status, or get no answer.
    case requestsFail(Int), requestsTimeOut
    /// Answers are so many milliseconds old, or leave out a row now and then.
    case lag(Int64), holes

    static func random(seriesCount: Int, using random: inout SeededRandom) -> Fault {
        let all: [Fault] = [
            .reset, .end, .halfOpen,
            .goodbye([.goingAway, .policyViolation, .serviceRestart].randomElement(using: &random) ?? .goingAway),
            .shutdown, .garbage, .oversize, .absurdStamps, .impossible, .noPings, .slowReading, .connectsFail,
            .connectsHang,
            .refused([429, 418, 403, 451, 503].randomElement(using: &random) ?? 503), .mute,
            .muteSeries(Int.random(in: 0..<seriesCount, using: &random)), .stall, .lostCloses, .duplicates, .reordering,
            .requestsFail([500, 503, 429, 418].randomElement(using: &random) ?? 500), .requestsTimeOut,
            .suspended(Int.random(in: 0..<seriesCount, using: &random)),
            .halted(Int.random(in: 0..<seriesCount, using: &random)),
            .lag(Int64.random(in: 1000...25_000, using: &random)), .holes,
        ]
        return all.randomElement(using: &random) ?? .reset
    }
}

/// A fault that lasts from one time to another, in milliseconds since the start.
struct FaultWindow {
    var fault: Fault
    var from, to: Int64
}

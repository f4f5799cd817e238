/// The limits and times of a venue, in real time whatever the speed of the simulation.
struct VenueRules: Equatable, Sendable {
    /// Frames that a client may send in a second; pings and pongs count.
    var messagesPerSecond: Int
    /// Streams of one connection.
    var streamsMax: Int
    /// How often the server pings, and how long it waits for the pong.
    var pingInterval, pongDeadline: Duration
    /// How long a connection may last.
    var lifetime = Duration.seconds(24 * 3600)
    /// The longest request line and the longest control message taken, in bytes.
    var requestLineMax = 8000, controlMessageMax = 8000
    /// How long the server waits for the other side's close frame.
    var closePatience = Duration.seconds(1)
    /// Handshakes that a client may try within five minutes; `nil` for no limit.
    var handshakesPer5Minutes: Int?
    /// Connections at the same time, to bound what this process holds.
    var connectionsMax = 4096
    /// Bytes that may wait for a client that does not read, before it is dropped.
    var backlogBytesMax = 8 << 20

    /// Request weight that a client may use in a minute.
    var weightPerMinute: Int
    /// Requests refused with 429 in a row before the client is banned, and how long the first ban lasts; each further
    /// one is twice as long, up to three days.
    var refusalsBeforeBan = 10, firstBan = Duration.seconds(120)
    var weights: Weights
    /// Rows of a klines answer at most.
    var klinesMax: Int

    /// How often a kline stream sends the forming candle, in simulated milliseconds; one of seconds does at most every
    /// second.
    var updatePeriod: Int64
    /// Whether closed candles without trades are sent.
    var sendsQuietCandles: Bool
    /// Whether ids of control messages must be unsigned integers.
    var unsignedIDsOnly = false
    /// Whether times in microseconds can be asked for.
    var offersMicroseconds = false
    /// Whether klines can be asked for in another time zone.
    var offersTimeZones = false
    /// Whether there are candles of one second.
    var offersSeconds = false
    /// Whether parameters that an endpoint does not know are refused.
    var refusesUnknownParameters = true

    /// The weights of the requests.
    struct Weights: Equatable, Sendable {
        var exchangeInfo: Int
        /// By the number of rows asked for: the first entry whose limit is not below it decides.
        var klines: [(limit: Int, weight: Int)]

        func klines(limit: Int) -> Int { klines.first { limit <= $0.limit }?.weight ?? klines.last?.weight ?? 1 }

        static func == (left: Weights, right: Weights) -> Bool {
            left.exchangeInfo == right.exchangeInfo
                && left.klines.elementsEqual(right.klines) { $0.limit == $1.limit && $0.weight == $1.weight }
        }
    }

    /// What is documented of a venue.
    init(_ venue: SimulatedVenue) {
        switch venue {
        case .binance:
            (messagesPerSecond, streamsMax, handshakesPer5Minutes) = (5, 1024, 300)
            (pingInterval, pongDeadline) = (.seconds(20), .seconds(60))
            (weightPerMinute, klinesMax) = (6000, 1000)
            weights = Weights(exchangeInfo: 20, klines: [(.max, 2)])
            (updatePeriod, sendsQuietCandles) = (2000, true)
            (offersMicroseconds, offersTimeZones, offersSeconds) = (true, true, true)
        case .binanceUS:
            (messagesPerSecond, streamsMax) = (5, 1024)
            (pingInterval, pongDeadline) = (.seconds(180), .seconds(600))
            (weightPerMinute, klinesMax) = (1200, 1000)
            weights = Weights(exchangeInfo: 10, klines: [(.max, 1)])
            (updatePeriod, sendsQuietCandles) = (2000, true)
            unsignedIDsOnly = true
        case .binanceUSDM:
            (messagesPerSecond, streamsMax) = (10, 200)
            (pingInterval, pongDeadline) = (.seconds(180), .seconds(600))
            (weightPerMinute, klinesMax) = (2400, 1500)
            weights = Weights(exchangeInfo: 1, klines: [(99, 1), (499, 2), (1000, 5), (.max, 10)])
            (updatePeriod, sendsQuietCandles) = (250, false)
            refusesUnknownParameters = false
        }
    }
}

/// Something that goes wrong on demand; the raw value is its name on the command line.
///
/// A name that cannot be looked up is not among them: that goes wrong on the client's machine.
public enum Fault: String, CaseIterable, Sendable {
    case reset
    case halfOpen = "half-open"
    case mute
    case muteStream = "mute-stream"
    case slow
    case partialFrames = "partial-frames"
    case garbageFrame = "garbage-frame"
    case oversizeFrame = "oversize-frame"
    case close1001 = "close-1001"
    case close1006 = "close-1006"
    case close1008 = "close-1008"
    case serverShutdown = "server-shutdown"
    case cut24h = "cut-24h"
    case noPings = "no-pings"
    case refuse451 = "refuse-451"
    case refuse403 = "refuse-403"
    case refuse429 = "refuse-429"
    case refuse418 = "refuse-418"
    case refuseHTML = "refuse-html"
    case rest5xx = "rest-5xx"
    case rest429 = "rest-429"
    case restTimeout = "rest-timeout"
    case restLag = "rest-lag"
    case restHole = "rest-hole"
    case duplicateFrames = "duplicate-frames"
    case reorderedFrames = "reordered-frames"
    case correctedCandle = "corrected-candle"
    case ackWithoutData = "ack-without-data"
    case earlyClose = "early-close"
    case missingMinutes = "missing-minutes"
    case haltedSymbol = "halted-symbol"
    case clockSkew = "clock-skew"
    case clockSkewBehind = "clock-skew-behind"
    case tlsWrongName = "tls-wrong-name"
    case tlsExpired = "tls-expired"
    case tlsUnknownCA = "tls-unknown-ca"
    case tlsCut = "tls-cut"

    /// What a fault strikes, and for how long.
    public enum Reach: Equatable, Sendable {
        /// The connections that are open: at once, and without an end for those that stay open. Where none is open,
        /// the next one.
        case connections
        /// Whatever passes while it lasts, which is ``Fault/span``.
        case exchange
        /// The candles of the minutes that follow, in the streams and in REST alike.
        case market
        /// The exchange's clock, for as long as it runs.
        case clock
    }

    /// How long a fault of the reach ``Reach/exchange`` lasts, in real time.
    public static let span = Duration.seconds(10)

    /// What it strikes.
    public var reach: Reach {
        switch self {
        case .reset, .halfOpen, .mute, .muteStream, .slow, .partialFrames, .garbageFrame, .oversizeFrame, .close1001,
            .close1006, .close1008, .serverShutdown, .cut24h, .noPings:
            .connections
        case .refuse451, .refuse403, .refuse429, .refuse418, .refuseHTML, .rest5xx, .rest429, .restTimeout, .restLag,
            .restHole, .duplicateFrames, .reorderedFrames, .correctedCandle, .ackWithoutData, .tlsWrongName,
            .tlsExpired,
            .tlsUnknownCA, .tlsCut:
            .exchange
        case .earlyClose, .missingMinutes, .haltedSymbol: .market
        case .clockSkew, .clockSkewBehind: .clock
        }
    }

    /// Whether it is one of TLS, and strikes connections as they are made.
    public var isOfTLS: Bool { Self.ofTLS.contains(self) }

    /// The faults of TLS.
    static let ofTLS: [Fault] = [.tlsWrongName, .tlsExpired, .tlsUnknownCA, .tlsCut]

    /// Whether it is over as soon as it has struck, so that a connection which suffers it always does so after a while.
    var isMoment: Bool {
        switch self {
        case .reset, .garbageFrame, .oversizeFrame, .close1001, .close1006, .close1008, .serverShutdown: true
        default: false
        }
    }

    /// Whether storms have it: those that a client gets over by itself and without a long pause, and after which the
    /// exchange can tell every candle.
    var isInStorms: Bool {
        switch self {
        case .refuse451, .refuse403, .refuse418, .restHole, .earlyClose, .missingMinutes, .haltedSymbol, .clockSkew,
            .clockSkewBehind:
            false
        default: true
        }
    }

    /// What happens, in a sentence.
    public var explanation: String {
        switch self {
        case .reset: "The connection is reset: TCP's RST, no close frame."
        case .halfOpen: "Silence: the socket stays open, but nothing is sent, not even pongs, and nothing is read."
        case .mute: "Pings and pongs go on, but no data comes any more."
        case .muteStream: "The first stream of the connection stops; unsubscribing and subscribing it brings it back."
        case .slow: "Bytes come in dribbles, 256 of them ten times a second; with too many waiting the connection ends."
        case .partialFrames: "Frames come in pieces that are cut anywhere, 20 ms apart."
        case .garbageFrame: "A text message that is no JSON, and behind it bytes that are no frame."
        case .oversizeFrame: "The header of a frame of a terabyte."
        case .close1001: "A close frame with 1001, going away."
        case .close1006: "The connection ends without a close frame, which clients know as 1006."
        case .close1008: "A close frame with 1008, policy violation."
        case .serverShutdown: "serverShutdown is announced, and the connection ends 5 s later."
        case .cut24h: "The connection ends (1001) after 15 s, as at the end of its 24 hours."
        case .noPings: "The server sends no pings, but everything else."
        case .refuse451: "Handshakes and requests are refused with 451, as in a location that is not served."
        case .refuse403: "Handshakes and requests are refused with 403 and a web page, as by a firewall."
        case .refuse429: "Handshakes are refused with 429 and Retry-After."
        case .refuse418: "Handshakes and requests are refused with 418 and Retry-After, as for a banned address."
        case .refuseHTML: "Handshakes are answered with 200 and a web page, as by a captive portal."
        case .rest5xx: "Requests are answered with 503 and a web page."
        case .rest429: "Requests are answered with 429 and Retry-After: 2."
        case .restTimeout: "Requests are not answered."
        case .restLag: "REST lags behind the streams: it lacks candles of the last 90 s of simulated time."
        case .restHole: "REST lacks every seventh candle, which the streams send."
        case .duplicateFrames: "Every message of a stream is sent twice."
        case .reorderedFrames: "Messages of a stream change places two by two."
        case .correctedCandle: "Closed candles are sent with a wrong close first, and right a moment later."
        case .ackWithoutData: "Subscriptions are acknowledged, and no data comes of them."
        case .earlyClose: "A candle closes after half a minute. Without a time: that of minute 16 of each hour."
        case .missingMinutes: "Three minutes have no candles. Without a time: minutes 17 to 19 of each hour."
        case .haltedSymbol: "The first symbol is halted, with flat candles, for 20 simulated minutes, or always."
        case .clockSkew: "The exchange's clock is ten minutes ahead of the start that it is given. Without a time only."
        case .clockSkewBehind: "The exchange's clock is ten minutes behind. Without a time only."
        case .tlsWrongName: "New connections are shown a certificate for another name. With --tls, as all of TLS."
        case .tlsExpired: "New connections are shown a certificate whose time is over."
        case .tlsUnknownCA: "New connections are shown a certificate that is its own authority."
        case .tlsCut: "New connections are cut in the midst of the TLS handshake."
        }
    }
}

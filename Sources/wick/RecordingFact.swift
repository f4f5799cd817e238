/// What a recording has to say of the session that it comes of, by name, so that it can be played without that.
enum RecordingFact {
    /// The configuration file, and the risk settings that it names, as they were; absent where they were built in.
    static let configuration = "live.yaml", risk = "risk.json"
    /// What the command line put over it.
    static let exchange = "exchange", symbols = "symbols", timeframe = "timeframe"
    /// Of a configuration that was read again: which of `strategy` and `risk` it changed.
    static let changes = "changes"
    /// The addresses that the feed went to.
    static let streamURL = "stream_url", restURL = "rest_url"
    /// The bans that were in force at the start, a line each: until when, of which status, which host, and why.
    static let bans = "bans"
    /// The program that recorded it.
    static let program = "program"
}

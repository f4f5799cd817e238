/// Why lines did not get to a sink.
enum SinkTrouble: Error, Equatable {
    /// They may get there later.
    case failed(String, retryAfter: Duration? = nil)
    /// These lines will never be taken.
    case refused(String)
    /// The time to stop is up.
    case stopped
}

/// A kline that a stream sends: what, and when in simulated time.
struct KlinePush: Equatable {
    var eventTime: Int64
    var kline: Kline
    var isClosed: Bool
}

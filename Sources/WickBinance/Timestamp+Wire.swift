import WickMarket

extension Timestamp {
    /// A time as Binance writes it: milliseconds (13 digits today) or, where it was asked for, microseconds (16).
    ///
    /// Microseconds are cut, not rounded, to milliseconds, so that a close time stays inside its candle.
    @inline(__always)
    init(wire: Int64) {
        self.init(milliseconds: wire >= Self.firstMicroseconds ? wire / 1000 : wire)
    }

    /// The first number of 16 digits: September 2001 in microseconds, the year 33658 in milliseconds.
    private static var firstMicroseconds: Int64 { 1_000_000_000_000_000 }
}

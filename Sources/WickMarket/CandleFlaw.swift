/// Why a candle cannot be true.
public enum CandleFlaw: Equatable, Sendable, CustomStringConvertible {
    /// A price or the volume is infinite or not a number.
    case notFinite
    /// A price is zero or below.
    case priceNotPositive
    /// Open or close lies above the high or below the low.
    case outsideHighAndLow
    /// The volume or the number of trades is below zero.
    case negativeVolume
    /// The open time is not a multiple of the timeframe.
    case offGrid

    public var description: String {
        switch self {
        case .notFinite: "a value is not a finite number"
        case .priceNotPositive: "a price is not above zero"
        case .outsideHighAndLow: "open or close is outside low to high"
        case .negativeVolume: "volume or trades are below zero"
        case .offGrid: "the open time is not a multiple of the timeframe"
        }
    }
}

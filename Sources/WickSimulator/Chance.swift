/// Chance as a function: the same question has the same answer, whenever it is asked.
///
/// The mixer is SplitMix64's finaliser (Steele, Lea and Flood, 2014).
enum Chance {
    /// A number that follows from `key`, with all its bits well mixed.
    @inline(__always)
    static func mixed(_ key: UInt64) -> UInt64 {
        var mixed = key &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number that follows from a stream of numbers and the place in it.
    @inline(__always)
    static func number(_ stream: UInt64, _ place: Int64) -> UInt64 {
        mixed(stream ^ mixed(UInt64(bitPattern: place)))
    }

    /// A fraction from 0 up to, not including, 1.
    @inline(__always)
    static func fraction(_ number: UInt64) -> Double { Double(number >> 11) * 0x1p-53 }

    /// A number of mean 0 and variance 1, near the normal distribution: the sum of four uniform ones, within ±3.5.
    @inline(__always)
    static func normal(_ number: UInt64) -> Double {
        let sum = (number & 0xFFFF) &+ (number >> 16 & 0xFFFF) &+ (number >> 32 & 0xFFFF) &+ (number >> 48)
        return (Double(sum) / 65536 - 1.99997) * 1.7320508
    }
}

/// The name of a traded pair as its exchange spells it, in upper case: `BTCUSDT`.
public struct Symbol: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest name taken, in UTF-8 bytes; the longest on Binance in 2026 has 16.
    public static let bytesMax = 32

    /// The name: upper case, 1 to ``bytesMax`` bytes of letters, digits, `_`, `-` or `.`.
    public let name: String

    /// A symbol from its name in any case.
    ///
    /// Letters beyond ASCII are taken, for exchanges list some; spaces, control characters and punctuation are not.
    /// - Throws: ``MarketError/malformedSymbol(_:)`` if the name is empty, too long or holds another character.
    public init(_ name: String) throws(MarketError) {
        let upper = name.uppercased()
        let isWellFormed = upper.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || "_-.".unicodeScalars.contains(scalar)
                : scalar.properties.isAlphabetic
        }
        guard !upper.isEmpty, upper.utf8.count <= Self.bytesMax, isWellFormed else { throw .malformedSymbol(name) }
        self.name = upper
    }

    public static func < (left: Symbol, right: Symbol) -> Bool { left.name < right.name }

    public var description: String { name }
}

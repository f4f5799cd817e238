/// Something that somebody wants to be told of, once it is so: `BTCUSDT price crosses 65000`, `any rsi above 80`,
/// `ETHUSDT signal long`.
///
/// One line of words says it on the screen and in the configuration alike.
public struct Alert: Hashable, Sendable, CustomStringConvertible {
    /// Which way a value has to go.
    public enum Crossing: String, Hashable, Sendable, CaseIterable {
        /// It reaches the level from either side.
        case crosses
        /// It reaches the level from below.
        case above
        /// It reaches the level from above.
        case below
    }

    /// What has to happen.
    public enum Condition: Hashable, Sendable {
        /// The price, of the forming candle too, reaches a level in quote units, above 0.
        case price(Crossing, Double)
        /// The RSI of a closed candle reaches a level, 0 to 100.
        case rsi(Crossing, Double)
        /// The strategy gives a signal; `nil` is one of either side.
        case signal(Side?)
    }

    /// The symbol; `nil` is any that is watched.
    public let symbol: Symbol?
    /// What has to happen to it.
    public let condition: Condition

    /// The ways to say it, for whoever asks.
    public static let usage =
        "SYMBOL price crosses|above|below 65000, SYMBOL|any rsi above|below 70, or"
        + " SYMBOL|any signal [long|short]"

    /// The longest text that is taken, in UTF-8 bytes.
    public static let bytesMax = 100

    /// An alert of these words, in any case; `price 65000` is `price crosses 65000`.
    /// - Throws: ``MarketError/malformedAlert(_:problem:)``.
    public init(_ text: String) throws(MarketError) {
        let words = text.split { $0 == " " || $0 == "\t" }.map { $0.lowercased() }
        func problem(_ what: String) -> MarketError { .malformedAlert(text, problem: what) }
        guard text.utf8.count <= Self.bytesMax else { throw problem("is longer than \(Self.bytesMax) bytes") }
        guard words.count >= 2 else { throw problem("is no alert") }
        symbol = words[0] == "any" ? nil : try Self.symbol(words[0], in: text)
        switch words[1] {
        case "price":
            guard symbol != nil else { throw problem("is for any symbol, but a price belongs to one") }
            let (crossing, level) = try Self.crossing(words.dropFirst(2), in: text)
            guard level > 0 else { throw problem("has a price of 0") }
            condition = .price(crossing, level)
        case "rsi":
            let (crossing, level) = try Self.crossing(words.dropFirst(2), in: text)
            guard level <= 100 else { throw problem("has an RSI above 100") }
            condition = .rsi(crossing, level)
        case "signal":
            let side = words.count == 3 ? Side(rawValue: words[2].uppercased()) : nil
            guard words.count == 2 || side != nil else { throw problem("has more behind 'signal' than a side") }
            condition = .signal(side)
        default:
            throw problem("has '\(words[1])' where price, rsi or signal belongs")
        }
    }

    private static func symbol(_ word: String, in text: String) throws(MarketError) -> Symbol {
        do throws(MarketError) { return try Symbol(word) } catch {
            throw .malformedAlert(text, problem: "does not start with a symbol")
        }
    }

    private static func crossing(
        _ words: ArraySlice<String>, in text: String
    ) throws(MarketError) -> (Crossing, level: Double) {
        var words = words
        var crossing = Crossing.crosses
        if let word = words.first, let named = Crossing(rawValue: word) ?? signs[word] {
            crossing = named
            words.removeFirst()
        }
        guard let word = words.first, words.count == 1, let level = number(word) else {
            throw .malformedAlert(text, problem: "has no level: a number such as 65000 or 0.05 belongs at its end")
        }
        return (crossing, level)
    }

    private static let signs: [String: Crossing] = [">": .above, "<": .below]

    /// A decimal of at most 20 characters, from 0 on.
    private static func number(_ word: String) -> Double? {
        let isDecimal = word.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        guard isDecimal, word.utf8.count <= 20, let number = Double(word), number.isFinite else { return nil }
        return number
    }

    /// The words that make this alert.
    public var description: String {
        let name = symbol?.name ?? "any"
        switch condition {
        case .price(let crossing, let level): return "\(name) price \(crossing.rawValue) \(Self.text(level))"
        case .rsi(let crossing, let level): return "\(name) rsi \(crossing.rawValue) \(Self.text(level))"
        case .signal(let side): return "\(name) signal" + (side.map { " \($0.rawValue.lowercased())" } ?? "")
        }
    }

    /// As many digits as it takes to read the level back.
    private static func text(_ level: Double) -> String {
        let texts = (0...15).lazy.map { level.text(digits: $0) }
        return texts.first { Double($0) == level } ?? level.description
    }
}

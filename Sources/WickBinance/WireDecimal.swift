import WickMarket

/// A decimal in an answer: a string as Binance writes it, or a JSON number. Correctly rounded either way.
struct WireDecimal: Decodable {
    /// The number; finite.
    let value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        do {
            text = try container.decode(String.self)
        } catch DecodingError.typeMismatch {
            value = try container.decode(Double.self)
            return
        }
        var copy = text
        guard let number = copy.withUTF8({ DecimalText.parse(UnsafeRawBufferPointer($0)) }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a decimal")
        }
        value = number
    }
}

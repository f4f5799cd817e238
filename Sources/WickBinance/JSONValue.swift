/// A JSON value in a message: of what kind it is, and where it lies.
struct JSONValue {
    /// The kinds of JSON values; of a number whether it is written as an integer, without fraction and exponent.
    enum Kind: Equatable {
        case object, array, number(isInteger: Bool), boolean(Bool), null
        case string(isEscaped: Bool)
    }

    /// What it is.
    var kind: Kind
    /// The offsets of its first byte and of the byte after its last; of a string the quotes are inside.
    var start, end: Int

    /// The content, if it is a string.
    var text: JSONText? {
        guard case .string(let isEscaped) = kind else { return nil }
        return JSONText(start: start + 1, end: end - 1, isEscaped: isEscaped)
    }

    /// The number, if it is written as an integer and fits in 64 bits.
    func integer(in message: UnsafeRawBufferPointer) -> Int64? {
        guard kind == .number(isInteger: true) else { return nil }
        let isNegative = message[start] == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in message[(isNegative ? start + 1 : start)..<end] {
            let digit = Int64(byte &- UInt8(ascii: "0"))
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = product.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflows, !overflowsToo else { return nil }
            value = sum
        }
        return value
    }
}

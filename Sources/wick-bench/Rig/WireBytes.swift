/// Writes the messages of the exchange, with all the digits that Binance gives.
struct WireBytes {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func text(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func text(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    mutating func number(_ number: Int) {
        let first = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    /// A number of `10^-digits`, with eight digits after the point.
    mutating func decimal(_ number: Int, digits: Int) {
        let scale = digits == 2 ? 100 : 1000
        self.number(number / scale)
        bytes.append(UInt8(ascii: "."))
        var place = scale / 10
        while place > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / place % 10))
            place /= 10
        }
        for _ in digits..<8 { bytes.append(UInt8(ascii: "0")) }
    }

    /// The header of an unmasked text frame (RFC 6455, 5.2) of 126 to 65,535 bytes.
    mutating func textFrameHeader(payloadCount: Int) {
        bytes += [0x81, 126, UInt8(payloadCount >> 8), UInt8(payloadCount & 255)]
    }
}

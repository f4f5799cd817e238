/// The four bytes that every byte from a client is XORed with in turn (RFC 6455, 5.3).
struct MaskingKey: Equatable, Sendable {
    /// The first byte on the wire is the lowest.
    let word: UInt32

    /// Masks bytes in place, or undoes it; eight at a time.
    /// - Parameter offset: how many bytes of the payload lie before the range.
    func apply(to bytes: inout [UInt8], in range: Range<Int>, offset: Int) {
        let turn = UInt32(offset % 4) * 8
        let turned = turn == 0 ? word : word >> turn | word << (32 - turn)
        let wide = UInt64(turned) << 32 | UInt64(turned)
        bytes.withUnsafeMutableBytes { all in
            let part = UnsafeMutableRawBufferPointer(rebasing: all[range])
            var index = 0
            while index + 8 <= part.count {
                let masked = part.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ wide.littleEndian
                part.storeBytes(of: masked, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            var left = wide
            while index < part.count {
                part[index] ^= UInt8(truncatingIfNeeded: left)
                left >>= 8
                index += 1
            }
        }
    }
}

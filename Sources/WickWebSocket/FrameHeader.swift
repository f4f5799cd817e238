/// What stands before a frame's payload (RFC 6455, 5.2).
///
/// ```
/// byte 0: FIN RSV1 RSV2 RSV3 opcode(4)
/// byte 1: MASK length(7)     126: 2 bytes of length follow; 127: 8 bytes, the highest bit 0; network byte order
/// then the length, if long, and 4 bytes of masking key, if MASK
/// ```
struct FrameHeader: Equatable, Sendable {
    /// The most bytes of payload in a control frame.
    static let controlPayloadMax = 125
    /// The most bytes that a header has itself.
    static let byteCountMax = 14

    var opcode: Opcode
    var isFinal: Bool
    var payloadCount: Int
    var key: MaskingKey?

    init(opcode: Opcode, isFinal: Bool = true, payloadCount: Int, key: MaskingKey?) {
        self.opcode = opcode
        self.isFinal = isFinal
        self.payloadCount = payloadCount
        self.key = key
    }

    /// Reads a header at the start of `bytes`.
    /// - Returns: the header and its number of bytes, or `nil` if there are too few.
    static func read(_ bytes: RawSpan) throws(WebSocketFailure) -> (header: FrameHeader, byteCount: Int)? {
        guard bytes.byteCount >= 2 else { return nil }
        let (first, second) = (bytes.byte(0), bytes.byte(1))
        guard first & 0x70 == 0 else { throw .reservedBits }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .reservedOpcode(first & 0x0F) }
        let (isFinal, isMasked, shortLength) = (first & 0x80 != 0, second & 0x80 != 0, Int(second & 0x7F))
        if opcode.isControl {
            guard isFinal else { throw .controlFragmented }
            guard shortLength <= controlPayloadMax else { throw .controlTooLong }
        }
        let lengthEnd = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10
        let byteCount = lengthEnd + (isMasked ? 4 : 0)
        guard bytes.byteCount >= byteCount else { return nil }
        var header = FrameHeader(opcode: opcode, isFinal: isFinal, payloadCount: shortLength, key: nil)
        if shortLength >= 126 { header.payloadCount = try longLength(bytes, end: lengthEnd) }
        if isMasked { header.key = MaskingKey(word: bytes.littleEndian(lengthEnd, as: UInt32.self)) }
        return (header, byteCount)
    }

    private static func longLength(_ bytes: RawSpan, end: Int) throws(WebSocketFailure) -> Int {
        if end == 4 {
            let length = bytes.littleEndian(2, as: UInt16.self).byteSwapped
            guard length > 125 else { throw .lengthMalformed }
            return Int(length)
        }
        let length = bytes.littleEndian(2, as: UInt64.self).byteSwapped
        guard length > UInt64(UInt16.max), let length = Int(exactly: length) else { throw .lengthMalformed }
        return length
    }

    /// Puts the header's bytes behind `bytes`.
    func append(to bytes: inout [UInt8]) {
        bytes.append(opcode.rawValue | (isFinal ? 0x80 : 0))
        let mask: UInt8 = key == nil ? 0 : 0x80
        switch payloadCount {
        case ..<126:
            bytes.append(mask | UInt8(payloadCount))
        case ...Int(UInt16.max):
            bytes.append(mask | 126)
            for shift in [8, 0] { bytes.append(UInt8(truncatingIfNeeded: payloadCount >> shift)) }
        default:
            bytes.append(mask | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: payloadCount >> shift))
            }
        }
        if let key { for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: key.word >> shift)) } }
    }
}

extension RawSpan {
    /// The byte at `offset`.
    func byte(_ offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    /// The integer at `offset`, whose first byte is the lowest. Bounds are checked, and every bit pattern is an integer.
    func littleEndian<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Word.Type) -> Word {
        Word(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }
}

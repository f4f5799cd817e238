/// Takes frames out of the receive buffer, and joins the fragments of messages.
///
/// Every rule of RFC 6455, 5 that a header can break is checked before its payload is awaited, and a payload is unmasked
/// and checked as far as it has come.
struct FrameDecoder: Sendable {
    /// A whole message, or a control frame; never a continuation.
    struct Frame {
        var opcode: Opcode
        /// Where the payload lies in the buffer.
        var range: Range<Int>
    }

    /// Whether the peer is a client, whose frames are masked.
    let expectsMask: Bool
    let messageBytesMax: Int
    /// The header of the frame whose payload comes next.
    private var header: FrameHeader?
    /// How much of that payload is unmasked and checked.
    private var bytesChecked = 0
    /// The kind of the message whose first fragment has begun.
    private var message: Opcode?
    private var validator = UTF8Validator()

    init(expectsMask: Bool, messageBytesMax: Int) {
        self.expectsMask = expectsMask
        self.messageBytesMax = messageBytesMax
    }

    /// The next message or control frame, or `nil` while it is not whole.
    mutating func next(in input: inout ReceiveBuffer) throws(WebSocketFailure) -> Frame? {
        while let header = try currentHeader(in: &input) {
            try checkPayload(of: header, in: &input)
            guard bytesChecked == header.payloadCount else { return nil }
            self.header = nil
            if header.opcode.isControl {
                return Frame(opcode: header.opcode, range: input.consume(header.payloadCount))
            }
            if header.isFinal { return try endMessage(with: header, in: &input) }
            input.join(header.payloadCount)
        }
        return nil
    }

    private mutating func currentHeader(in input: inout ReceiveBuffer) throws(WebSocketFailure) -> FrameHeader? {
        if let header { return header }
        guard let (header, byteCount) = try input.withUnread(FrameHeader.read) else { return nil }
        guard (header.key != nil) == expectsMask else { throw expectsMask ? .maskMissing : .maskUnexpected }
        if !header.opcode.isControl {
            guard (header.opcode == .continuation) == (message != nil) else {
                throw message == nil ? .continuationUnexpected : .continuationExpected
            }
            guard header.payloadCount <= messageBytesMax - input.joinedCount else {
                throw .messageTooLong(bytesMax: messageBytesMax)
            }
            if message == nil { message = header.opcode }
        }
        _ = input.consume(byteCount)
        bytesChecked = 0
        self.header = header
        return header
    }

    /// Unmasks and checks the part of the payload that has come since the last call.
    private mutating func checkPayload(of header: FrameHeader, in input: inout ReceiveBuffer) throws(WebSocketFailure) {
        let fresh = bytesChecked..<min(header.payloadCount, input.unreadCount)
        if let key = header.key { input.mask(fresh, with: key, offset: bytesChecked) }
        if message == .text, !header.opcode.isControl {
            guard input.withUnread({ validator.accepts($0.extracting(fresh)) }) else { throw .textMalformed }
        }
        bytesChecked = fresh.upperBound
    }

    private mutating func endMessage(
        with header: FrameHeader, in input: inout ReceiveBuffer
    ) throws(WebSocketFailure) -> Frame {
        let opcode = message ?? header.opcode
        guard validator.isComplete else { throw .textMalformed }
        message = nil
        guard input.joinedCount > 0 else { return Frame(opcode: opcode, range: input.consume(header.payloadCount)) }
        input.join(header.payloadCount)
        return Frame(opcode: opcode, range: input.takeJoined())
    }
}

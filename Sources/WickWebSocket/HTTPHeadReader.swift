/// Takes HTTP heads out of the receive buffer as they become whole.
struct HTTPHeadReader {
    /// The most bytes that all heads may have together.
    let bytesMax: Int
    private var bytesRead = 0
    private var bytesSearched = 0

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// The next head, or `nil` while its end has not come.
    /// - Throws: ``WebSocketFailure/handshakeTooLong(bytesMax:)`` or ``WebSocketFailure/headMalformed(_:)``.
    mutating func next(in input: inout ReceiveBuffer) throws(WebSocketFailure) -> HTTPHead? {
        let room = bytesMax - bytesRead
        guard let count = endOfHead(in: input.unread) else {
            if input.unreadCount > room { throw .handshakeTooLong(bytesMax: bytesMax) }
            return nil
        }
        guard count <= room else { throw .handshakeTooLong(bytesMax: bytesMax) }
        let head = try HTTPHead(input.unread.prefix(count - 4))
        bytesRead += count
        bytesSearched = 0
        _ = input.consume(count)
        return head
    }

    /// The number of bytes up to the end of the empty line, searched for where no earlier call has looked.
    private mutating func endOfHead(in unread: ArraySlice<UInt8>) -> Int? {
        var index = unread.startIndex + max(0, bytesSearched - 3)
        while index + 4 <= unread.endIndex {
            if unread[index] == UInt8(ascii: "\r"), unread[index..<index + 4].elementsEqual("\r\n\r\n".utf8) {
                return index + 4 - unread.startIndex
            }
            index += 1
        }
        bytesSearched = unread.count
        return nil
    }
}

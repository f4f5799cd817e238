/// The bytes that wait to be written to the transport.
struct Outbox: Sendable {
    private var bytes: [UInt8] = []

    var count: Int { bytes.count }

    /// All bytes; none are left.
    mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Forgets all bytes.
    mutating func removeAll() { bytes = [] }

    /// Adds the head and body of an HTTP message.
    mutating func append(_ message: [UInt8]) { bytes += message }

    /// Adds a frame; its payload is masked if the header has a key.
    mutating func append(_ header: FrameHeader, _ payload: some Collection<UInt8>) {
        header.append(to: &bytes)
        let start = bytes.count
        bytes.append(contentsOf: payload)
        header.key?.apply(to: &bytes, in: start..<bytes.count, offset: 0)
    }
}

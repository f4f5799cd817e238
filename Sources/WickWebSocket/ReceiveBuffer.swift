/// The received bytes of a connection: what is not decoded yet, and the joined fragments of the message under way.
///
/// ```
/// 0         joinedStart          start             end       storage.count
/// |  spent  |  joined  |  spent  |  not decoded    |  free   |
/// ```
///
/// Decoding only moves the marks. Bytes are moved to the front when room for the next read lacks, so each is moved about
/// once; storage grows twofold, and a large one is let go when empty.
struct ReceiveBuffer: Sendable {
    /// Storage above this size, or four times the room asked for, is let go when it is empty.
    private static let capacityKept = 262_144

    private var storage: [UInt8] = []
    private var start = 0
    private var end = 0
    private var joinedStart = 0
    /// The number of bytes joined so far.
    private(set) var joinedCount = 0

    /// The number of bytes that are not decoded yet.
    var unreadCount: Int { end - start }

    /// The number of bytes occupied.
    var capacity: Int { storage.count }

    /// The bytes that are not decoded yet. Let go of it before the buffer changes, or it is copied.
    var unread: ArraySlice<UInt8> { storage[start..<end] }

    /// Lends the bytes that are not decoded yet, without a copy.
    @inline(__always)
    func withUnread<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
        try body(storage.span.bytes.extracting(start..<end))
    }

    /// Lends the bytes of a range that ``consume(_:)`` or ``takeJoined()`` gave.
    func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        precondition(range.upperBound <= storage.count, "a payload from before the last receive")
        return try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Marks the next `count` bytes as decoded and tells where they lie, until the next ``receive(spaceMin:_:)``.
    mutating func consume(_ count: Int) -> Range<Int> {
        precondition(count <= unreadCount)
        start += count
        return start - count..<start
    }

    /// Consumes `count` bytes and puts them behind those joined so far.
    mutating func join(_ count: Int) {
        let range = consume(count)
        if joinedCount == 0 {
            joinedStart = range.lowerBound
        } else {
            move(range, to: joinedStart + joinedCount)
        }
        joinedCount += count
    }

    /// Where the joined bytes lie, until the next ``receive(spaceMin:_:)``; nothing is joined then.
    mutating func takeJoined() -> Range<Int> {
        defer { joinedCount = 0 }
        return joinedStart..<joinedStart + joinedCount
    }

    /// Forgets all bytes.
    mutating func removeAll() {
        (start, end, joinedStart, joinedCount) = (0, 0, 0, 0)
    }

    /// Lets `fill` write new bytes into at least `spaceMin` bytes of free space and say how many it wrote.
    mutating func receive<E: Error>(
        spaceMin: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(E) -> Int
    ) throws(E) -> Int {
        makeRoom(spaceMin)
        let end = end
        let count = try storage.withUnsafeMutableBufferPointer { bytes throws(E) in
            let space = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[end...])
            let count = try fill(space)
            precondition(count >= 0 && count <= space.count, "\(count) bytes written to \(space.count)")
            return count
        }
        self.end += count
        return count
    }

    private mutating func makeRoom(_ spaceMin: Int) {
        let kept = joinedCount + unreadCount
        if kept == 0 {
            removeAll()
            if storage.count > max(4 * spaceMin, Self.capacityKept) { storage = [] }
        }
        guard storage.count - end < spaceMin else { return }
        if kept + spaceMin > storage.count { grow(to: max(kept + spaceMin, 2 * storage.count)) } else { compact() }
    }

    private mutating func compact() {
        if joinedCount > 0, joinedStart > 0 { move(joinedStart..<joinedStart + joinedCount, to: 0) }
        joinedStart = 0
        move(start..<end, to: joinedCount)
        (start, end) = (joinedCount, joinedCount + unreadCount)
    }

    private mutating func grow(to capacity: Int) {
        var larger: [UInt8] = []
        larger.reserveCapacity(capacity)
        larger += storage[joinedStart..<joinedStart + joinedCount]
        larger += storage[start..<end]
        larger.append(contentsOf: repeatElement(0, count: capacity - larger.count))
        (joinedStart, start, end) = (0, joinedCount, joinedCount + unreadCount)
        storage = larger
    }

    private mutating func move(_ range: Range<Int>, to target: Int) {
        storage.withUnsafeMutableBytes { bytes in
            let source = UnsafeRawBufferPointer(rebasing: bytes[range])
            UnsafeMutableRawBufferPointer(rebasing: bytes[target...]).copyMemory(from: source)
        }
    }

    /// Undoes or does the masking of bytes that ``unread`` holds, in place.
    mutating func mask(_ range: Range<Int>, with key: MaskingKey, offset: Int) {
        key.apply(to: &storage, in: start + range.lowerBound..<start + range.upperBound, offset: offset)
    }
}

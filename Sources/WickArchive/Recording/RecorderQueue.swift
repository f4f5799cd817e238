/// What waits to be recorded: bounded, and honest about what found no room.
///
/// Once something was missed, so is all that follows until the writer has taken what waits: one gap, and not many.
struct RecorderQueue {
    private let bytesMax: Int
    private var buffer = EntryBuffer()
    private var gap: (start: Int64, events: Int, bytes: Int)?
    private var hasEnded = false
    /// Events and bytes missed so far.
    private(set) var missedEvents = 0, missedBytes = 0

    /// Above this a buffer's room is given back once it is written.
    private static let keptBytesMax = 4 << 20

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    var waitingBytes: Int { buffer.bytes.count }

    mutating func addReceived(connection: Int, _ payload: UnsafeRawBufferPointer, at time: Int64) {
        guard hasRoom(payload.count, at: time) else { return }
        buffer.addReceived(connection: connection, payload, at: time)
    }

    mutating func add(_ event: RecordedEvent, at time: Int64) {
        guard hasRoom(event.payloadBytes, at: time) else { return }
        buffer.add(event, at: time)
    }

    /// Gives what waits for a buffer that was written.
    mutating func take(_ written: inout EntryBuffer) {
        written.removeAll()
        if written.bytes.capacity > Self.keptBytesMax { written = EntryBuffer() }
        swap(&written, &buffer)
    }

    /// Takes nothing more in; a gap that is open ends now.
    mutating func end(at time: Int64) {
        closeGap(at: time)
        hasEnded = true
    }

    private mutating func hasRoom(_ count: Int, at time: Int64) -> Bool {
        if hasEnded { return false }
        if gap != nil, buffer.isEmpty { closeGap(at: time) }
        if gap == nil, buffer.bytes.count + count <= bytesMax { return true }
        let soFar = gap ?? (time, 0, 0)
        gap = (soFar.start, soFar.events + 1, soFar.bytes + count)
        missedEvents += 1
        missedBytes += count
        return false
    }

    private mutating func closeGap(at time: Int64) {
        guard let gap else { return }
        let length = Duration.nanoseconds(max(0, time - gap.start))
        buffer.add(.missed(RecordingGap(events: gap.events, bytes: gap.bytes, length: length)), at: gap.start)
        self.gap = nil
    }
}

extension RecordedEvent {
    /// The bytes that it carries, for the account.
    fileprivate var payloadBytes: Int {
        switch self {
        case .sent(_, let bytes), .received(_, let bytes): bytes.count
        case .answered(_, let answer): answer.body.count
        default: 0
        }
    }
}

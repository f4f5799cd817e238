import WickMarket

/// Entries of a recording as bytes, one behind the other: the content of a block.
///
/// An entry is a byte that says its kind, the nanoseconds since the entry before (of the first one: since the recording
/// began), the length of what follows, and that. Numbers are LEB128: seven bits a byte, the lowest first, the eighth bit
/// set on all but the last. Strings and bytes are led by their length; prices are the 8 bytes of an IEEE 754 double, the
/// lowest first. A kind that is not known is passed over by its length.
struct EntryBuffer {
    private(set) var bytes: [UInt8] = []
    /// How many entries there are.
    private(set) var count = 0
    private var lastTime: Int64 = 0
    private var scratch: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    /// Empties the buffer and keeps its room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        (count, lastTime) = (0, 0)
    }

    /// Adds bytes that came on a connection. The hot path of a recording: one copy.
    mutating func addReceived(connection: Int, _ payload: UnsafeRawBufferPointer, at time: Int64) {
        begin(.received, at: time, length: Self.length(of: UInt64(connection)) + payload.count)
        Self.append(UInt64(connection), to: &bytes)
        bytes.append(contentsOf: payload)
    }

    mutating func add(_ event: RecordedEvent, at time: Int64) {
        scratch.removeAll(keepingCapacity: true)
        let kind = encode(event)
        end(kind, at: time)
    }

    mutating func add(_ header: RecordingHeader) {
        scratch.removeAll(keepingCapacity: true)
        put(RecordingHeader.magic)
        put(RecordingHeader.version)
        put(header.part)
        put(UInt64(bitPattern: header.startedAt.milliseconds))
        put(header.identity)
        put(header.facts)
        end(.header, at: 0)
    }

    private mutating func begin(_ kind: EntryKind, at time: Int64, length: Int) {
        bytes.append(kind.rawValue)
        // Events are told in the order in which they happened; should a clock fail there, time stands still.
        let time = max(time, lastTime)
        Self.append(UInt64(time - lastTime), to: &bytes)
        Self.append(UInt64(length), to: &bytes)
        lastTime = time
        count += 1
    }

    private mutating func end(_ kind: EntryKind, at time: Int64) {
        begin(kind, at: time, length: scratch.count)
        bytes += scratch
    }

    private mutating func encode(_ event: RecordedEvent) -> EntryKind {
        switch event {
        case .started: return .started
        case .timer: return .timer
        case .stopped: return .stopped
        case .opening(let connection, let host, let port, let isSecure):
            put(connection)
            put(host)
            put(port)
            put(isSecure ? 1 : 0)
            return .opening
        case .connected(let connection):
            put(connection)
            return .connected
        case .sent(let connection, let payload):
            put(connection)
            scratch += payload
            return .sent
        case .received(let connection, let payload):
            put(connection)
            scratch += payload
            return .received
        case .ended(let connection):
            put(connection)
            return .ended
        case .disconnected(let connection, let reason):
            put(connection)
            put(reason)
            return .disconnected
        case .asked(let request, let url):
            put(request)
            put(url)
            return .asked
        case .answered(let request, let answer):
            put(request)
            put(answer)
            return .answered
        case .unanswered(let request, let reason):
            put(request)
            put(reason)
            return .unanswered
        case .read(let request):
            put(request)
            return .read
        case .commanded(let command):
            put(command)
            return .commanded
        case .configured(let facts):
            put(facts)
            return .configured
        case .drew(let number):
            put(number)
            return .drew
        case .closed(let close):
            put(close)
            return .closed
        case .missed(let gap):
            put(gap.events)
            put(gap.bytes)
            put(Int(clamping: gap.length.wholeNanoseconds))
            return .missed
        }
    }

    private mutating func put(_ answer: RecordedAnswer) {
        put(answer.status)
        put(answer.headers.count)
        for header in answer.headers {
            put(header.name)
            put(header.value)
        }
        scratch += answer.body
    }

    private mutating func put(_ facts: [String: String]) {
        put(facts.count)
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
            put(name)
            put(value)
        }
    }

    private mutating func put(_ command: RecordedCommand) {
        switch command {
        case .add(let symbol):
            put(0)
            put(symbol)
        case .remove(let symbol):
            put(1)
            put(symbol)
        case .move(let symbol, let place):
            put(2)
            put(symbol)
            put(place)
        case .setTimeframe(let timeframe):
            put(3)
            put(timeframe)
        case .listSymbols: put(4)
        }
    }

    private mutating func put(_ close: RecordedClose) {
        let candle = close.candle
        put(close.symbol)
        put(close.timeframe)
        put(close.source)
        put(close.timeliness)
        put(close.holesBefore)
        put(UInt64(bitPattern: candle.openTime.milliseconds))
        put(UInt64(bitPattern: candle.trades))
        for value in [candle.open, candle.high, candle.low, candle.close, candle.volume] {
            for shift in stride(from: 0, to: 64, by: 8) {
                scratch.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
    }

    private mutating func put(_ text: String) {
        put(text.utf8.count)
        scratch += text.utf8
    }

    /// Counts and places, which are not below 0.
    private mutating func put(_ number: Int) { put(UInt64(max(0, number))) }

    private mutating func put(_ number: UInt64) { Self.append(number, to: &scratch) }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func length(of number: UInt64) -> Int { max(1, (70 - number.leadingZeroBitCount) / 7) }
}

extension Duration {
    /// Whole nanoseconds, rounded towards zero; at the ends of `Int64` beyond 292 years.
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowOfSum) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || overflowOfSum ? (seconds < 0 ? .min : .max) : sum
    }
}

import WickMarket

/// Takes the bytes of a block apart into entries; the counterpart of ``EntryBuffer``.
struct EntryParser {
    /// What the bytes of an entry lack.
    struct Flaw: Error {}

    private let bytes: [UInt8]
    private var place = 0
    private var end: Int
    private var time: Int64 = 0

    init(_ bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

    /// The next entry of a known kind, or `nil` at the end.
    mutating func next() throws(Flaw) -> RecordingEntry? {
        while place < bytes.count {
            let kind = try beginEntry()
            defer { finishEntry() }
            guard let kind, kind != .header else { continue }
            let event = try event(kind)
            return RecordingEntry(time: .nanoseconds(time), event: event)
        }
        return nil
    }

    /// The header that the first block of a file begins with; `nil` if these bytes begin otherwise.
    /// - Returns: its version too, for the rest may be unreadable in a newer one.
    mutating func header() -> (version: Int, header: RecordingHeader?)? {
        do throws(Flaw) {
            guard try beginEntry() == .header, try text() == RecordingHeader.magic else { return nil }
            defer { finishEntry() }
            let version = try number()
            guard version == RecordingHeader.version else { return (version, nil) }
            let part = try number()
            let startedAt = Timestamp(milliseconds: Int64(bitPattern: try word()))
            let identity = try word()
            let facts = try facts()
            return (version, RecordingHeader(startedAt: startedAt, part: part, identity: identity, facts: facts))
        } catch {
            return nil
        }
    }

    // MARK: Entries

    private mutating func beginEntry() throws(Flaw) -> EntryKind? {
        end = bytes.count
        guard place < end else { throw Flaw() }
        let kind = EntryKind(rawValue: bytes[place])
        place += 1
        let (sum, overflow) = time.addingReportingOverflow(Int64(clamping: try word()))
        guard !overflow else { throw Flaw() }
        time = sum
        let length = try number()
        guard length <= end - place else { throw Flaw() }
        end = place + length
        return kind
    }

    private mutating func finishEntry() { place = end }

    private mutating func event(_ kind: EntryKind) throws(Flaw) -> RecordedEvent {
        switch kind {
        case .header: throw Flaw()
        case .started: return .started
        case .timer: return .timer
        case .stopped: return .stopped
        case .opening:
            return .opening(
                connection: try number(), host: try text(), port: try number(), isSecure: try number() == 1)
        case .connected: return .connected(connection: try number())
        case .sent: return .sent(connection: try number(), rest())
        case .received: return .received(connection: try number(), rest())
        case .ended: return .ended(connection: try number())
        case .disconnected: return .disconnected(connection: try number(), reason: try text())
        case .asked: return .asked(request: try number(), url: try text())
        case .answered: return .answered(request: try number(), try answer())
        case .unanswered: return .unanswered(request: try number(), reason: try text())
        case .read: return .read(request: try number())
        case .commanded: return .commanded(try command())
        case .configured: return .configured(try facts())
        case .drew: return .drew(try word())
        case .closed: return .closed(try close())
        case .missed:
            return .missed(
                RecordingGap(events: try number(), bytes: try number(), length: .nanoseconds(Int64(try number()))))
        }
    }

    private mutating func facts() throws(Flaw) -> [String: String] {
        var facts: [String: String] = [:]
        for _ in 0..<(try count()) {
            let name = try text()
            facts[name] = try text()
        }
        return facts
    }

    private mutating func answer() throws(Flaw) -> RecordedAnswer {
        let status = try number()
        var headers: [RecordedHeader] = []
        for _ in 0..<(try count()) { headers.append(RecordedHeader(name: try text(), value: try text())) }
        return RecordedAnswer(status: status, headers: headers, body: rest())
    }

    private mutating func command() throws(Flaw) -> RecordedCommand {
        switch try number() {
        case 0: return .add(try text())
        case 1: return .remove(try text())
        case 2: return .move(try text(), to: try number())
        case 3: return .setTimeframe(try text())
        case 4: return .listSymbols
        default: throw Flaw()
        }
    }

    private mutating func close() throws(Flaw) -> RecordedClose {
        let (symbol, timeframe) = (try text(), try text())
        let (source, timeliness, holes) = (try number(), try number(), try number())
        let (openTime, trades) = (Int64(bitPattern: try word()), Int64(bitPattern: try word()))
        let (open, high, low, close, volume) = (try double(), try double(), try double(), try double(), try double())
        let candle = Candle(
            openTime: Timestamp(milliseconds: openTime), open: open, high: high, low: low, close: close, volume: volume,
            trades: trades)
        return RecordedClose(
            symbol: symbol, timeframe: timeframe, candle: candle, source: source, timeliness: timeliness,
            holesBefore: holes)
    }

    // MARK: Parts of them

    private mutating func rest() -> [UInt8] {
        defer { place = end }
        return Array(bytes[place..<end])
    }

    private mutating func text() throws(Flaw) -> String {
        let length = try number()
        guard length <= end - place else { throw Flaw() }
        defer { place += length }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }

    /// How many things follow, each of a byte at least.
    private mutating func count() throws(Flaw) -> Int {
        let count = try number()
        guard count <= end - place else { throw Flaw() }
        return count
    }

    private mutating func number() throws(Flaw) -> Int {
        guard let number = Int(exactly: try word()) else { throw Flaw() }
        return number
    }

    private mutating func word() throws(Flaw) -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while place < end {
            let byte = UInt64(bytes[place])
            place += 1
            guard shift < 63 || byte <= 1 else { throw Flaw() }
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Flaw()
    }

    private mutating func double() throws(Flaw) -> Double {
        guard end - place >= 8 else { throw Flaw() }
        defer { place += 8 }
        return Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) })
    }
}

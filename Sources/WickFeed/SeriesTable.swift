import WickMarket

/// Finds the index of a series from the bytes of its symbol and timeframe as they stand in a message.
///
/// Open addressing over bytes: a lookup makes no string and allocates nothing. Indices are given in the order of
/// insertion, from 0, and stay; a removed series keeps its index and is no longer found.
public struct SeriesTable: Sendable {
    /// The series by index, removed ones included.
    public private(set) var keys: [SeriesKey] = []

    private struct Slot: Sendable {
        var hash: UInt64
        var index: Int32
        var textStart: Int32
        var symbolCount: Int16
        var timeframeCount: Int16
    }

    private var slots: [Slot?] = Array(repeating: nil, count: 16)
    private var texts: [UInt8] = []
    private var indices: [SeriesKey: Int] = [:]
    private var isRemoved: [Bool] = []

    /// An empty table.
    public init() {}

    /// A table of these series.
    public init(_ keys: some Sequence<SeriesKey>) {
        for key in keys { insert(key) }
    }

    /// The index of a series, added if it is new.
    @discardableResult
    public mutating func insert(_ key: SeriesKey) -> Int {
        if let known = indices[key] {
            isRemoved[known] = false
            return known
        }
        indices[key] = keys.count
        keys.append(key)
        isRemoved.append(false)
        if keys.count * 2 > slots.count { rebuild(slotCount: slots.count * 2) } else { place(index: keys.count - 1) }
        return keys.count - 1
    }

    /// Makes a series unfindable; its index stays its own.
    public mutating func remove(_ key: SeriesKey) {
        if let known = indices[key] { isRemoved[known] = true }
    }

    /// The index of a series, or `nil` if it is not there.
    public func index(of key: SeriesKey) -> Int? { indices[key].flatMap { isRemoved[$0] ? nil : $0 } }

    /// The index of the series with this symbol (upper case) and timeframe, both in UTF-8 as on the wire.
    public func index(symbol: UnsafeRawBufferPointer, timeframe: UnsafeRawBufferPointer) -> Int? {
        let hash = Self.hash(timeframe, from: Self.hash(symbol, from: Self.hashSeed))
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while let slot = slots[at] {
            if slot.hash == hash, matches(slot, symbol, timeframe) {
                let index = Int(slot.index)
                return isRemoved[index] ? nil : index
            }
            at = (at + 1) & (slots.count - 1)
        }
        return nil
    }

    private func matches(_ slot: Slot, _ symbol: UnsafeRawBufferPointer, _ timeframe: UnsafeRawBufferPointer) -> Bool {
        guard Int(slot.symbolCount) == symbol.count, Int(slot.timeframeCount) == timeframe.count else { return false }
        let start = Int(slot.textStart)
        for offset in 0..<symbol.count where texts[start + offset] != symbol[offset] { return false }
        for offset in 0..<timeframe.count where texts[start + symbol.count + offset] != timeframe[offset] {
            return false
        }
        return true
    }

    private mutating func rebuild(slotCount: Int) {
        slots = Array(repeating: nil, count: slotCount)
        texts.removeAll(keepingCapacity: true)
        for index in keys.indices { place(index: index) }
    }

    private mutating func place(index: Int) {
        let symbol = Array(keys[index].symbol.name.utf8)
        let timeframe = Array(keys[index].timeframe.rawValue.utf8)
        let hash = symbol.withUnsafeBytes { symbol in
            timeframe.withUnsafeBytes { Self.hash($0, from: Self.hash(symbol, from: Self.hashSeed)) }
        }
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[at] != nil { at = (at + 1) & (slots.count - 1) }
        slots[at] = Slot(
            hash: hash, index: Int32(index), textStart: Int32(texts.count), symbolCount: Int16(symbol.count),
            timeframeCount: Int16(timeframe.count))
        texts += symbol
        texts += timeframe
    }

    /// FNV-1a over the bytes. The keys are the user's own, so no one can choose colliding ones.
    private static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func hash(_ bytes: UnsafeRawBufferPointer, from seed: UInt64) -> UInt64 {
        var hash = seed
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}

import Collections
import WickMarket

/// Finds the index of a series from the bytes of its symbol and timeframe as they stand in a message.
///
/// Open addressing over bytes: a lookup makes no string and allocates nothing. A new series has the lowest index that is
/// free, from 0, and keeps it until it is removed.
public struct SeriesTable: Sendable {
    /// The series by index; at a free index the one that was there last.
    public private(set) var keys: [SeriesKey] = []

    private struct Slot: Sendable {
        var hash: UInt64
        /// ``gone`` once the series was removed: the slot stays, for others may have been placed behind it.
        var index: Int32
        var textStart: Int32
        var symbolCount: Int16
        var timeframeCount: Int16
    }

    private var slots: [Slot?] = Array(repeating: nil, count: 16)
    private var texts: [UInt8] = []
    private var indices: [SeriesKey: Int] = [:]
    private var free: Heap<Int> = []
    /// Slots in use, those of removed series included.
    private var usedSlots = 0
    private static let gone: Int32 = -1

    /// An empty table.
    public init() {}

    /// A table of these series.
    public init(_ keys: some Sequence<SeriesKey>) {
        for key in keys { insert(key) }
    }

    /// The index of a series, added if it is new.
    @discardableResult
    public mutating func insert(_ key: SeriesKey) -> Int {
        if let known = indices[key] { return known }
        let index = free.popMin() ?? keys.count
        indices[key] = index
        if index == keys.count { keys.append(key) } else { keys[index] = key }
        if (usedSlots + 1) * 2 > slots.count { rebuild() } else { place(index: index) }
        return index
    }

    /// Makes a series unfindable, and its index free for another one.
    public mutating func remove(_ key: SeriesKey) {
        guard let index = indices.removeValue(forKey: key) else { return }
        free.insert(index)
        let (hash, at) = (Self.hash(of: key), Int32(index))
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while let used = slots[slot], used.index != at { slot = (slot + 1) & (slots.count - 1) }
        slots[slot]?.index = Self.gone
    }

    /// The index of a series, or `nil` if it is not there.
    public func index(of key: SeriesKey) -> Int? { indices[key] }

    /// The index of the series with this symbol (upper case) and timeframe, both in UTF-8 as on the wire.
    public func index(symbol: UnsafeRawBufferPointer, timeframe: UnsafeRawBufferPointer) -> Int? {
        let hash = Self.hash(timeframe, from: Self.hash(symbol, from: Self.hashSeed))
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while let slot = slots[at] {
            if slot.hash == hash, slot.index != Self.gone, matches(slot, symbol, timeframe) { return Int(slot.index) }
            at = (at + 1) & (slots.count - 1)
        }
        return nil
    }

    private func matches(_ slot: Slot, _ symbol: UnsafeRawBufferPointer, _ timeframe: UnsafeRawBufferPointer) -> Bool {
        let (start, middle) = (Int(slot.textStart), Int(slot.textStart) + Int(slot.symbolCount))
        return texts.withUnsafeBytes { texts in
            func text(_ range: Range<Int>) -> ByteWords { ByteWords(UnsafeRawBufferPointer(rebasing: texts[range])) }
            return text(start..<middle) == ByteWords(symbol)
                && text(middle..<middle + Int(slot.timeframeCount)) == ByteWords(timeframe)
        }
    }

    /// Places all anew, with at least twice as many slots as series.
    private mutating func rebuild() {
        var slotCount = 16
        while slotCount < indices.count * 3 { slotCount *= 2 }
        slots = Array(repeating: nil, count: slotCount)
        texts.removeAll(keepingCapacity: true)
        usedSlots = 0
        for index in indices.values { place(index: index) }
    }

    private mutating func place(index: Int) {
        let symbol = Array(keys[index].symbol.name.utf8)
        let timeframe = Array(keys[index].timeframe.rawValue.utf8)
        let hash = Self.hash(of: keys[index])
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[at] != nil { at = (at + 1) & (slots.count - 1) }
        slots[at] = Slot(
            hash: hash, index: Int32(index), textStart: Int32(texts.count), symbolCount: Int16(symbol.count),
            timeframeCount: Int16(timeframe.count))
        texts += symbol
        texts += timeframe
        usedSlots += 1
    }

    /// A multiplication for each word, as in FNV-1a, whose upper half comes down. The keys are the user's own, so no one
    /// can choose colliding ones.
    private static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func hash(of key: SeriesKey) -> UInt64 {
        Array(key.symbol.name.utf8).withUnsafeBytes { symbol in
            Array(key.timeframe.rawValue.utf8).withUnsafeBytes { hash($0, from: hash(symbol, from: hashSeed)) }
        }
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer, from seed: UInt64) -> UInt64 {
        let words = ByteWords(bytes)
        var hash = seed
        for index in 0..<words.count {
            hash = (hash ^ words[index]) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        return hash
    }
}

/// What a block belongs to, and which one it is.
struct BlockKey: Hashable {
    var owner: Int
    var block: Int64
}

/// The blocks used last. Once `capacity` are kept, the older half of the uses is forgotten at once, so that a look-up
/// costs one hash and nothing is reordered.
struct BlockCache<Element> {
    private let capacity: Int
    private var recent: [BlockKey: [Element]] = [:]
    private var older: [BlockKey: [Element]] = [:]

    /// A cache of at most `capacity` blocks, at least 2.
    init(capacity: Int) { self.capacity = max(2, capacity) }

    subscript(key: BlockKey) -> [Element]? {
        mutating get {
            if let block = recent[key] { return block }
            guard let block = older.removeValue(forKey: key) else { return nil }
            self[key] = block
            return block
        }
        set {
            if recent.count >= capacity / 2 {
                older = recent
                recent.removeAll(keepingCapacity: true)
            }
            recent[key] = newValue
        }
    }
}

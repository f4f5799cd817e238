import WickMarket

/// A list as it shall be, and how to find which of its items are there already.
struct ListEdit {
    /// The items as they are written, in their order.
    let items: [String]
    /// An item of the file as it would be written.
    let normalise: (String) throws(MarketError) -> String

    /// The list on one line; `null` for an empty one.
    var flow: String { items.isEmpty ? "null" : "[\(items.joined(separator: ", "))]" }

    /// A word as it can stand in a list: in quotes where YAML would take it for something else.
    static func written(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
                || byte == UInt8(ascii: "_")
        }
        return isPlain && word.uppercased() != "NULL" ? word : "\"\(word)\""
    }
}

import WickMarket

/// Sets one key in the text of a file.
struct TextEdit {
    /// What a key is set to.
    enum Value {
        case scalar(String)
        case list(ListEdit)

        /// On one line.
        var flow: String {
            switch self {
            case .scalar(let text): text
            case .list(let list): list.flow
            }
        }
    }

    private let outline: Outline?
    private let bytes: [UInt8]
    private let lineBreak: String
    /// The text with the key set.
    private(set) var result: [UInt8]

    /// An edit of a text with this outline.
    init(_ outline: Outline?, _ bytes: [UInt8]) {
        (self.outline, self.bytes, result) = (outline, bytes, bytes)
        let first = bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        lineBreak = first.map { bytes[$0] == UInt8(ascii: "\r") } == true ? "\r\n" : "\n"
    }

    /// Sets a key, `timeframe` or `screen.theme`, to a value.
    mutating func set(_ name: String, _ value: Value) throws(EditError) {
        let parts = name.split(separator: ".").map(String.init)
        try set(parts[...], value, name, in: outline, after: nil)
    }

    /// - Parameter entry: the key whose value `node` is; `nil` at the top.
    private mutating func set(
        _ path: ArraySlice<String>, _ value: Value, _ name: String, in node: Outline?, after entry: Outline.Entry?
    ) throws(EditError) {
        guard let key = path.first else { return try replace(node, by: value, name) }
        switch node {
        case .mapping(let entries, let span, let isFlow):
            if let found = entries.first(where: { $0.key == key }) {
                return try set(path.dropFirst(), value, name, in: found.value, after: found)
            }
            if isFlow {
                let end = entries.last?.value.span.upperBound
                let place = end ?? span.lowerBound + 1
                replace(place..<place, by: (end == nil ? "" : ", ") + flow(path, value))
            } else {
                let indent = entries.first.map { column(of: $0.start) } ?? 0
                insertLines(path, value, indent: indent, after: span.upperBound)
            }
        case .scalar("", let span) where entry != nil, .scalar("~", let span) where entry != nil,
            .scalar("null", let span) where entry != nil:
            // A section without keys: they come below it.
            let indent = (entry.map { column(of: $0.start) } ?? 0) + 2
            insertLines(path, value, indent: indent, after: span.upperBound)
            if !span.isEmpty { replace(span, by: "") }
        case nil:
            insertLines(path, value, indent: 0, after: bytes.count)
        case .scalar, .list, .shared:
            throw .doesNotFit
        }
    }

    private mutating func replace(_ node: Outline?, by value: Value, _ name: String) throws(EditError) {
        guard let node else { throw .doesNotFit }
        if case .list(let items, let span, isFlow: false) = node, case .list(let list) = value {
            return try replace(items, in: span, by: list)
        }
        let span = node.span
        if case .scalar = node {
        } else if bytes[span].contains(UInt8(ascii: "#")) {
            throw .commentsInTheWay(key: name, line: line(of: span.lowerBound))
        }
        let needsSpace = span.isEmpty && span.lowerBound > 0 && bytes[span.lowerBound - 1] == UInt8(ascii: ":")
        replace(span, by: (needsSpace ? " " : "") + value.flow)
    }

    /// Rewrites a list with an item a line: lines of items that stay are kept, with the comments on and above them. Those
    /// above the first item stay where they are if it goes: they may be about the whole list.
    private mutating func replace(_ items: [Outline], in span: Range<Int>, by list: ListEdit) throws(EditError) {
        let head = lineStart(of: span.lowerBound)
        let first = startOfComments(above: head)
        let indent = String(repeating: " ", count: column(of: span.lowerBound))
        var kept: [String: ArraySlice<UInt8>] = [:]
        var start = first
        for item in items {
            let end = lineEnd(of: item.span.upperBound)
            kept[try written(item, list)] = bytes[start..<end]
            start = end
        }
        let isFirstKept = try items.first.map { item throws(EditError) in
            list.items.contains(try written(item, list))
        }
        var text: [UInt8] = isFirstKept == true ? [] : Array(bytes[first..<head])
        for item in list.items {
            let chunk = kept[item].map(Array.init) ?? Array("\(indent)- \(item)".utf8)
            text += chunk
            if let last = chunk.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") {
                text += Array(lineBreak.utf8)
            }
        }
        result.replaceSubrange(first..<start, with: text)
    }

    /// An item of the file as the list would have it. What cannot be read as one is left to whoever wrote it.
    private func written(_ item: Outline, _ list: ListEdit) throws(EditError) -> String {
        guard case .scalar(let text, _) = item else { throw .doesNotFit }
        do throws(MarketError) { return try list.normalise(text) } catch { throw .doesNotFit }
    }

    private mutating func replace(_ span: Range<Int>, by text: String) {
        result.replaceSubrange(span, with: Array(text.utf8))
    }

    /// `alerts: {rules: null}`.
    private func flow(_ path: ArraySlice<String>, _ value: Value) -> String {
        guard let key = path.first else { return value.flow }
        let rest = path.dropFirst()
        return "\(key): " + (rest.isEmpty ? value.flow : "{\(flow(rest, value))}")
    }

    private mutating func insertLines(_ path: ArraySlice<String>, _ value: Value, indent: Int, after place: Int) {
        var (text, indent) = ("", indent)
        for key in path.dropLast() {
            text += String(repeating: " ", count: indent) + "\(key):" + lineBreak
            indent += 2
        }
        text += String(repeating: " ", count: indent) + "\(path.last ?? ""): \(value.flow)" + lineBreak
        let end = lineEnd(of: place)
        let isEnded = end == 0 || bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
        result.insert(contentsOf: Array(((isEnded ? "" : lineBreak) + text).utf8), at: end)
    }

    // MARK: Lines

    private func lineStart(of place: Int) -> Int {
        let last = bytes[..<place].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        // The mark that some editors put at the start stays there.
        return last.map { $0 + 1 } ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, place) : 0)
    }

    /// The end of the line that a place is on, its break included.
    private func lineEnd(of place: Int) -> Int {
        // What ends with its line's break, such as a block of text, does not reach into the next line.
        if place > 0, place <= bytes.count, bytes[place - 1] == UInt8(ascii: "\n") { return place }
        guard let feed = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else { return bytes.count }
        return feed + 1
    }

    /// Where the lines start that have nothing but a comment and lead up to a line's start.
    private func startOfComments(above start: Int) -> Int {
        var start = start
        while start > 0 {
            let above = lineStart(of: start - 1)
            let line = bytes[above..<start].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard above < start, line.first == UInt8(ascii: "#") else { break }
            start = above
        }
        return start
    }

    private func line(of place: Int) -> Int { 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") } }

    /// The column in characters; indents are spaces.
    private func column(of place: Int) -> Int {
        String(decoding: bytes[lineStart(of: place)..<place], as: UTF8.self).unicodeScalars.count
    }
}

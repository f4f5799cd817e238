/// Where the parts of a YAML text lie: spans of bytes.
indirect enum Outline {
    /// A key of a mapping, and its value.
    struct Entry {
        let key: String
        let start: Int
        let value: Outline
    }

    case scalar(String, Range<Int>)
    case list([Outline], Range<Int>, isFlow: Bool)
    case mapping([Entry], Range<Int>, isFlow: Bool)
    /// Something that stands for another part of the text, or that another part stands for.
    case shared(Range<Int>)

    /// Where it lies. One that is not in brackets ends with its last part.
    var span: Range<Int> {
        switch self {
        case .scalar(_, let span), .list(_, let span, isFlow: _), .mapping(_, let span, isFlow: _), .shared(let span):
            span
        }
    }

    /// The outline of a text with one document; `nil` where there is nothing in it.
    static func read(_ bytes: [UInt8]) throws(NodeFailure) -> Outline? {
        var reader = OutlineReader(parser: try YAMLParser(bytes), offsets: offsets(bytes))
        return try reader.document()
    }

    /// The byte at which each scalar of the text starts, and its end.
    private static func offsets(_ bytes: [UInt8]) -> [Int] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.starts(with: mark) ? mark.count : 0
        return (start..<bytes.count).filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
}

/// Builds the outline from libyaml's events. The text has been read by ``NodeReader`` before, which holds it to its bounds.
private struct OutlineReader {
    let parser: YAMLParser
    let offsets: [Int]

    mutating func document() throws(NodeFailure) -> Outline? {
        while true {
            let event = try parser.next()
            switch event.kind {
            case .documentStart: return try outline(of: try parser.next(), depth: 1)
            case .streamEnd: return nil
            case .streamStart, .documentEnd, .alias, .scalar, .listStart, .listEnd, .mappingStart, .mappingEnd: continue
            }
        }
    }

    private mutating func outline(of event: YAMLEvent, depth: Int) throws(NodeFailure) -> Outline {
        guard depth <= NodeReader.depthMax else { throw NodeFailure(line: event.line, text: "nested too deep") }
        let result: Outline
        switch event.kind {
        case .scalar(let text, isQuoted: _): result = .scalar(text, bytes(event.span))
        case .listStart: result = try list(event, depth: depth)
        case .mappingStart: result = try mapping(event, depth: depth)
        case .alias, .streamStart, .streamEnd, .documentStart, .documentEnd, .listEnd, .mappingEnd:
            return .shared(bytes(event.span))
        }
        return event.anchor == nil && event.tag == nil ? result : .shared(result.span)
    }

    private mutating func list(_ start: YAMLEvent, depth: Int) throws(NodeFailure) -> Outline {
        var items: [Outline] = []
        while true {
            let event = try parser.next()
            if event.kind == .listEnd {
                let end = start.isFlow ? bytes(event.span).upperBound : items.last?.span.upperBound
                return .list(items, span(from: start, to: end), isFlow: start.isFlow)
            }
            items.append(try outline(of: event, depth: depth + 1))
        }
    }

    private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(NodeFailure) -> Outline {
        var entries: [Outline.Entry] = []
        while true {
            let event = try parser.next()
            if event.kind == .mappingEnd {
                let end = start.isFlow ? bytes(event.span).upperBound : entries.last?.value.span.upperBound
                return .mapping(entries, span(from: start, to: end), isFlow: start.isFlow)
            }
            let key = try outline(of: event, depth: depth + 1)
            let value = try outline(of: try parser.next(), depth: depth + 1)
            guard case .scalar(let name, let span) = key else { continue }
            entries.append(Outline.Entry(key: name, start: span.lowerBound, value: value))
        }
    }

    private func span(from event: YAMLEvent, to end: Int?) -> Range<Int> {
        let start = bytes(event.span).lowerBound
        return start..<max(start, end ?? start)
    }

    private func bytes(_ span: Range<Int>) -> Range<Int> {
        let last = offsets.count - 1
        return offsets[min(span.lowerBound, last)]..<offsets[min(span.upperBound, last)]
    }
}

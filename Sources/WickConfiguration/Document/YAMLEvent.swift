import CYAML

/// One step of libyaml through a file.
struct YAMLEvent {
    enum Kind: Equatable {
        case streamStart, documentStart, documentEnd, streamEnd
        case alias
        /// A block of text (`|` or `>`) counts as quoted.
        case scalar(String, isQuoted: Bool)
        case listStart, listEnd
        case mappingStart, mappingEnd
    }

    let kind: Kind
    /// The line it starts on, from 1.
    let line: Int
    /// Where it starts and ends, in the text's scalars; a byte order mark at its start does not count.
    let span: Range<Int>
    /// Whether a list or a mapping is written in brackets or braces.
    let isFlow: Bool
    /// The name after `&`, or after `*` for an alias.
    var anchor: String?
    /// The tag as libyaml expands it: `tag:yaml.org,2002:str` for `!!str`.
    var tag: String?

    /// Copies out of libyaml's event, which the caller deletes.
    init(_ event: yaml_event_t, line: Int) {
        self.line = line
        let (start, end) = (Int(clamping: event.start_mark.index), Int(clamping: event.end_mark.index))
        span = start..<max(start, end)
        let data = event.data
        isFlow =
            switch event.type {
            case YAML_SEQUENCE_START_EVENT: data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            case YAML_MAPPING_START_EVENT: data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            default: false
            }
        switch event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_ALIAS_EVENT:
            kind = .alias
            anchor = Self.text(data.alias.anchor)
        case YAML_SCALAR_EVENT:
            let scalar = data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(String(decoding: bytes, as: UTF8.self), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
            (anchor, tag) = (Self.text(scalar.anchor), Self.text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let list = data.sequence_start
            kind = .listStart
            (anchor, tag) = (Self.text(list.anchor), Self.text(list.tag))
        case YAML_SEQUENCE_END_EVENT: kind = .listEnd
        case YAML_MAPPING_START_EVENT:
            let mapping = data.mapping_start
            kind = .mappingStart
            (anchor, tag) = (Self.text(mapping.anchor), Self.text(mapping.tag))
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: kind = .streamEnd  // YAML_NO_EVENT, which libyaml gives after the end, and STREAM_END itself.
        }
    }

    private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        bytes.map { String(cString: UnsafePointer($0)) }
    }
}

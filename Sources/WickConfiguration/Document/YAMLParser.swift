import CYAML

/// libyaml's parser over bytes in memory. It gives events and keeps nothing of the file.
///
/// A class, for libyaml's parser holds pointers into itself and into the text: neither may move, and both are freed
/// with it.
final class YAMLParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let text: UnsafeMutableBufferPointer<UInt8>

    /// A parser at the start of the text.
    init(_ bytes: [UInt8]) throws(NodeFailure) {
        text = .allocate(capacity: bytes.count)
        _ = text.initialize(from: bytes)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw NodeFailure(line: 1, text: "there is no memory left to read the file.")
        }
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The next event.
    func next() throws(NodeFailure) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    /// What libyaml does not take, in its words.
    private var failure: NodeFailure {
        let state = parser.pointee
        guard let problem = state.problem else {
            return NodeFailure(line: 1, text: "there is no memory left to read the file.")
        }
        var text = "syntax error"
        if let context = state.context {
            text += " \(String(cString: context)) that starts on line \(state.context_mark.line + 1)"
        }
        return NodeFailure(line: Int(state.problem_mark.line) + 1, text: "\(text): \(String(cString: problem)).")
    }
}

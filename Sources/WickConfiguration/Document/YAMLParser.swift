import CYAML

/// libyaml's parser over bytes in memory. It gives events and keeps nothing of the file.
///
/// A class, for libyaml's parser holds pointers into itself and into the text: neither may move, and both are freed
/// with it.
final class YAMLParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let text: UnsafeMutableBufferPointer<UInt8>
    /// The last line with anything on it: libyaml places the end of the text on a line of its own.
    private let lastLine: Int

    /// A parser at the start of the text.
    init(_ bytes: [UInt8]) throws(NodeFailure) {
        text = .allocate(capacity: bytes.count)
        _ = text.initialize(from: bytes)
        lastLine = Self.lines(bytes)
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
        return YAMLEvent(event, line: line(event.start_mark))
    }

    private func line(_ mark: yaml_mark_t) -> Int { min(Int(mark.line) + 1, lastLine) }

    private static func lines(_ bytes: [UInt8]) -> Int {
        let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        var (breaks, previous) = (0, UInt8(0))
        for byte in bytes {
            if byte == carriage || (byte == feed && previous != carriage) { breaks += 1 }
            previous = byte
        }
        return max(1, breaks + (previous == feed || previous == carriage ? 0 : 1))
    }

    /// What libyaml does not take, in its words.
    private var failure: NodeFailure {
        let state = parser.pointee
        guard let problem = state.problem else {
            return NodeFailure(line: 1, text: "there is no memory left to read the file.")
        }
        var text = "syntax error"
        if let context = state.context {
            text += " \(String(cString: context)) that starts on line \(line(state.context_mark))"
        }
        return NodeFailure(line: line(state.problem_mark), text: "\(text): \(String(cString: problem)).")
    }
}

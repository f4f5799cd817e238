/// The `id` of a control message, which its reply repeats.
enum RequestID: Equatable, Sendable {
    case none
    case number(Int64)
    case text(String)

    /// The id of a message, or what is wrong with it in the exchange's words.
    static func read(_ value: JSONValue?, unsignedOnly: Bool) -> Result<RequestID, ControlRefusal> {
        switch value {
        case .number(let text):
            if let number = Int64(text), number >= 0 || !unsignedOnly { return .success(.number(number)) }
        case .string(let text) where !unsignedOnly:
            let isPlain = text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
            }
            if isPlain, (1...36).contains(text.utf8.count) { return .success(.text(text)) }
        case nil where !unsignedOnly, .null where !unsignedOnly:
            return .success(.none)
        default:
            break
        }
        let wanted = unsignedOnly ? "an unsigned integer" : "a 64-bit integer, an alphanumeric string or null"
        return .failure(.invalidRequest("request ID must be \(wanted)"))
    }

    func write(to text: inout ByteText) {
        switch self {
        case .none: text.write("null")
        case .number(let number): text.write(number)
        case .text(let id): text.write(quoted: id)
        }
    }
}

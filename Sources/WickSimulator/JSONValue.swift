/// A JSON value of a control message. Numbers keep the text that they were written in.
enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

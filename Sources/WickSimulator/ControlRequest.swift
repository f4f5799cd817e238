/// What a client asks for with a text message.
enum ControlRequest: Equatable, Sendable {
    case subscribe([String])
    case unsubscribe([String])
    case listSubscriptions
    case setCombined(Bool)
    case getCombined

    /// A message taken apart: its id, as far as it has one, and the request or what is wrong with it.
    struct Message: Equatable {
        var id: RequestID?
        var request: Result<ControlRequest, ControlRefusal>
    }

    /// - Parameter unsignedIDsOnly: whether the venue takes nothing but unsigned integers as ids.
    static func read(_ bytes: [UInt8], unsignedIDsOnly: Bool) -> Message {
        let value: JSONValue
        do {
            value = try JSONParser.value(of: bytes)
        } catch {
            return Message(id: nil, request: .failure(.invalidJSON(error)))
        }
        guard case .object(let members) = value else {
            return Message(id: nil, request: .failure(.invalidRequest("expected an object\(position(bytes))")))
        }
        switch RequestID.read(members["id"], unsignedOnly: unsignedIDsOnly) {
        case .failure(let refusal):
            return Message(id: nil, request: .failure(refusal))
        case .success(let id):
            do {
                return Message(id: id, request: .success(try request(members, position(bytes))))
            } catch {
                return Message(id: id, request: .failure(error))
            }
        }
    }

    private static let methods = [
        "SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY",
    ]

    private static func request(
        _ members: [String: JSONValue], _ position: String
    ) throws(ControlRefusal) -> ControlRequest {
        guard let method = members["method"] else { throw .invalidRequest("missing field `method`\(position)") }
        guard case .string(let name) = method else {
            throw .invalidRequest("invalid type for field `method`, expected a string\(position)")
        }
        switch name {
        case "SUBSCRIBE": return .subscribe(try names(members, position))
        case "UNSUBSCRIBE": return .unsubscribe(try names(members, position))
        case "LIST_SUBSCRIPTIONS": return .listSubscriptions
        case "SET_PROPERTY": return .setCombined(try newValue(members, position))
        case "GET_PROPERTY":
            _ = try property(members, count: 1, position)
            return .getCombined
        default:
            let known = methods.joined(separator: ", ")
            throw .invalidRequest("unknown variant `\(name)`, expected one of \(known)\(position)")
        }
    }

    private static func parameters(
        _ members: [String: JSONValue], _ position: String
    ) throws(ControlRefusal) -> [JSONValue] {
        guard let value = members["params"] else { throw .invalidRequest("missing field `params`\(position)") }
        guard case .array(let values) = value else {
            throw .invalidRequest("invalid type for field `params`, expected an array\(position)")
        }
        return values
    }

    private static func names(
        _ members: [String: JSONValue], _ position: String
    ) throws(ControlRefusal) -> [String] {
        var names: [String] = []
        for value in try parameters(members, position) {
            guard case .string(let name) = value else {
                throw .invalidRequest("invalid type in field `params`, expected a string\(position)")
            }
            names.append(name)
        }
        return names
    }

    /// The parameters of a request about the only property there is, `combined`.
    private static func property(
        _ members: [String: JSONValue], count: Int, _ position: String
    ) throws(ControlRefusal) -> [JSONValue] {
        let values = try parameters(members, position)
        guard values.count <= count else { throw .invalidRequest("too many parameters") }
        guard case .string(let name) = values.first else { throw .invalidRequest("property name must be a string") }
        guard name == "combined" else { throw .unknownProperty }
        return values
    }

    private static func newValue(
        _ members: [String: JSONValue], _ position: String
    ) throws(ControlRefusal) -> Bool {
        let values = try property(members, count: 2, position)
        guard values.count == 2, case .boolean(let value) = values[1] else { throw .notABoolean }
        return value
    }

    private static func position(_ bytes: [UInt8]) -> String {
        let end = JSONParser.end(of: bytes)
        return " at line \(end.line) column \(end.column)"
    }
}

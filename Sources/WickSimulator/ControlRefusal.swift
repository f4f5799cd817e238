/// Why a control message is not carried out, as the exchange says it.
enum ControlRefusal: Error, Equatable, Sendable {
    case unknownProperty
    case notABoolean
    case invalidRequest(String)
    case invalidJSON(JSONParser.Failure)
    case tooManySubscriptions

    private var code: Int {
        switch self {
        case .unknownProperty: 0
        case .notABoolean: 1
        case .invalidRequest: 2
        case .invalidJSON: 3
        case .tooManySubscriptions: 4
        }
    }

    private var message: String {
        switch self {
        case .unknownProperty: "Unknown property"
        case .notABoolean: "Invalid value type: expected Boolean"
        case .invalidRequest(let what): "Invalid request: \(what)"
        case .invalidJSON(let failure):
            "Invalid JSON: \(failure.reason) at line \(failure.line) column \(failure.column)"
        case .tooManySubscriptions: "Too many subscriptions"
        }
    }

    /// The reply. Documented errors are flat; the one that only the field has shown is nested, as it was seen.
    func write(id: RequestID?, to text: inout ByteText) {
        let isNested = self == .tooManySubscriptions
        text.write(isNested ? #"{"error":{"code":"# : #"{"code":"#)
        text.write(code)
        text.write(#","msg":"#)
        text.write(quoted: message)
        if isNested { text.write("}") }
        if let id {
            text.write(#","id":"#)
            id.write(to: &text)
        }
        text.write("}")
    }
}

/// Why the REST side refuses a request, with the documented codes.
enum RestError: Error, Equatable, Sendable {
    case illegalCharacters(parameter: String, legal: String)
    case duplicateParameter(String)
    case missing(parameter: String)
    case notRead(read: Int, sent: Int)
    case empty(parameter: String)
    case invalidInterval
    case invalidSymbol
    case invalidStatus
    case badCombination
    case invalidData(parameter: String)
    case startAfterEnd
    case tooManyRequests(limit: Int)
    case banned(until: Int64)
    case notFound

    var code: Int {
        switch self {
        case .illegalCharacters: -1100
        case .duplicateParameter: -1101
        case .missing: -1102
        case .notRead: -1104
        case .empty: -1105
        case .invalidInterval: -1120
        case .invalidSymbol: -1121
        case .invalidStatus: -1122
        case .badCombination: -1128
        case .invalidData: -1130
        case .startAfterEnd: -1023
        case .tooManyRequests, .banned: -1003
        case .notFound: -5000
        }
    }

    var status: Int {
        switch self {
        case .tooManyRequests: 429
        case .banned: 418
        case .notFound: 404
        default: 400
        }
    }

    var message: String {
        switch self {
        case .illegalCharacters(let parameter, let legal):
            "Illegal characters found in parameter '\(parameter)'; legal range is '\(legal)'."
        case .duplicateParameter(let parameter):
            "Too many parameters; duplicate values for parameter '\(parameter)' detected."
        case .missing(let parameter):
            "Mandatory parameter '\(parameter)' was not sent, was empty/null, or malformed."
        case .notRead(let read, let sent):
            "Not all sent parameters were read; read '\(read)' parameter(s) but was sent '\(sent)'."
        case .empty(let parameter): "Parameter '\(parameter)' was empty."
        case .invalidInterval: "Invalid interval."
        case .invalidSymbol: "Invalid symbol."
        case .invalidStatus: "Invalid symbolStatus."
        case .badCombination: "Combination of optional parameters invalid."
        case .invalidData(let parameter): "Data sent for parameter '\(parameter)' is not valid."
        case .startAfterEnd: "Start time is greater than end time."
        case .tooManyRequests(let limit):
            "Too many requests; current limit is \(limit) request weight per 1 MINUTE. "
                + "Please use the websocket for live updates to avoid polling the API."
        case .banned(let until):
            "Way too many requests; IP banned until \(until). "
                + "Please use the websocket for live updates to avoid bans."
        case .notFound: "Path not found."
        }
    }
}

/// The query of a request, with the checks that the exchange makes of it.
struct RestParameters: Sendable {
    private let values: [String: String]

    /// - Parameters:
    ///   - known: the names that the endpoint has.
    ///   - refusesOthers: whether another name is an error.
    init(_ target: RequestTarget, known: Set<String>, refusesOthers: Bool) throws(RestError) {
        var values: [String: String] = [:]
        for parameter in target.parameters {
            guard values.updateValue(parameter.value, forKey: parameter.name) == nil else {
                throw .duplicateParameter(parameter.name)
            }
        }
        let read = values.keys.count(where: known.contains)
        if refusesOthers, read < values.count { throw .notRead(read: read, sent: values.count) }
        self.values = values
    }

    /// A parameter's text, if it was sent.
    func value(_ name: String) -> String? { values[name] }

    /// The text of a parameter that must be there.
    func mandatory(_ name: String) throws(RestError) -> String {
        guard let value = values[name] else { throw .missing(parameter: name) }
        guard !value.isEmpty else { throw .empty(parameter: name) }
        return value
    }

    /// The symbol, which must be there and be written as the exchange writes it.
    func symbol() throws(RestError) -> String {
        let symbol = try mandatory("symbol")
        guard Self.isSymbol(symbol) else { throw Self.illegalSymbol("symbol") }
        return symbol
    }

    /// A whole number that is not negative, if it was sent.
    func number(_ name: String) throws(RestError) -> Int64? {
        guard let text = values[name] else { return nil }
        guard !text.isEmpty else { throw .empty(parameter: name) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else {
            throw .illegalCharacters(parameter: name, legal: "[0-9]{1,20}")
        }
        return number
    }

    static func illegalSymbol(_ parameter: String) -> RestError {
        .illegalCharacters(parameter: parameter, legal: "^[A-Z0-9-_.]{1,20}$")
    }

    static func isSymbol(_ text: String) -> Bool {
        (1...20).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy {
                !$0.isASCII || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
            }
    }
}

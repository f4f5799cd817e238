/// One header field of an HTTP message.
public struct HTTPHeader: Equatable, Sendable {
    /// The field's name as written; names are compared without regard to case.
    public let name: String
    /// The field's value, without the white space around it.
    public let value: String

    /// A header field.
    ///
    /// Control characters, line breaks above all, are written to the wire as spaces, so no value can end its line early.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPHeader] {
    /// The value of the first field of that name, in any case.
    func value(named name: String) -> String? {
        first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// The elements of the comma-separated lists in all fields of that name (RFC 7230, 3.2.2), empty ones left out.
    func listElements(named name: String) -> [String] {
        filter { $0.name.equalsIgnoringCase(name) }
            .flatMap { $0.value.utf8.split(separator: UInt8(ascii: ",")) }
            .map { String(decoding: $0.trimmingBlanks(), as: UTF8.self) }
            .filter { !$0.isEmpty }
    }
}

extension String {
    /// Whether both are the same but for the case of ASCII letters.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8) { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension UInt8 {
    /// The byte, an ASCII capital letter turned into its small one.
    var lowercasedASCII: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }

    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension BidirectionalCollection<UInt8> {
    /// The bytes without the spaces and tabs at both ends.
    func trimmingBlanks() -> SubSequence {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let front = drop(while: isBlank)
        guard let last = front.lastIndex(where: { !isBlank($0) }) else { return front }
        return front[...last]
    }
}

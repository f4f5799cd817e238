import WickMarket

/// Builds one JSON object on one line, field by field in the order given. Names are taken as they are.
struct JSONLine {
    private var text = "{"

    /// An object whose first field is its type.
    init(type: String) { add("type", type) }

    /// The object with a line break behind it, in UTF-8.
    var bytes: [UInt8] { Array((text + "}\n").utf8) }

    /// Adds a string; quotes, backslashes and all that is disruptive are escaped.
    mutating func add(_ name: String, _ value: String) {
        begin(name)
        text += "\""
        for scalar in value.unicodeScalars { append(scalar) }
        text += "\""
    }

    /// Adds a number as its ``ShortestDecimal``; `null` for none, and for one that is not finite.
    mutating func add(_ name: String, _ value: Double?) {
        begin(name)
        text += value.map { ShortestDecimal($0).description } ?? "null"
    }

    /// Adds a whole number; `null` for none.
    mutating func add(_ name: String, _ value: Int64?) {
        begin(name)
        text += value.map { String($0) } ?? "null"
    }

    mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        text += value ? "true" : "false"
    }

    private mutating func begin(_ name: String) {
        if text.utf8.count > 1 { text += "," }
        text += "\"\(name)\":"
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case _ where scalar.isDisruptive:
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        default: text.unicodeScalars.append(scalar)
        }
    }
}

/// Numbers and words for tables and JSON.
enum NumberText {
    /// Three to four digits that count, with commas in what is long.
    static func text(_ number: Double) -> String {
        guard abs(number) < 1000 else { return grouped(Int(number.rounded())) }
        let decimals = abs(number) < 1 ? 4 : abs(number) < 10 ? 2 : abs(number) < 100 ? 1 : 0
        let scale = [1, 10, 100, 1000, 10_000][decimals]
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let sign = number < 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A JSON string of text without control characters.
    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : scalar.value < 0x20 ? " " : String(scalar)
        }
        return "\"\(escaped.joined())\""
    }

    private static func grouped(_ number: Int) -> String {
        let digits = String(abs(number))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }
}

import Foundation

/// A line of `--format jsonl`, or of a file of that form.
struct OutputRecord: Equatable {
    let type: String
    let words: [String: String]
    let numbers: [String: Double]

    init(line: String) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let type = object["type"] as? String
        else { throw Overdue(description: "not a record: \(line)") }
        self.type = type
        words = object.compactMapValues { $0 as? String }
        numbers = object.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }

    var symbol: String { words["symbol"] ?? "" }
    var openTime: Int64 { Int64(numbers["open_time"] ?? -1) }
    /// What makes it one of its kind.
    var place: String { "\(openTime) \(symbol) \(words["side"] ?? "")" }

    /// The records of one type among lines.
    static func of(_ type: String, in lines: [String]) throws -> [OutputRecord] {
        try lines.filter { $0.hasPrefix("{\"type\":\"\(type)\"") }.map { try OutputRecord(line: $0) }
    }

    /// Without a field.
    func without(_ field: String) -> OutputRecord {
        OutputRecord(
            type: type, words: words.filter { $0.key != field }, numbers: numbers.filter { $0.key != field })
    }

    private init(type: String, words: [String: String], numbers: [String: Double]) {
        (self.type, self.words, self.numbers) = (type, words, numbers)
    }
}

/// Collects what is wrong with one file.
struct Mistakes {
    /// The most mistakes of one file that are listed; a file that is something else altogether would give thousands.
    static let listedMax = 1000

    /// Whether addresses without TLS are no mistake beyond this machine, either.
    let allowsPlaintext: Bool
    private let path: String
    private var found: [Mistake] = []
    private var isOverfull = false

    /// No mistakes yet in the file of that name.
    init(path: String, allowsPlaintext: Bool = false) {
        (self.path, self.allowsPlaintext) = (path, allowsPlaintext)
    }

    /// Whether nothing is wrong so far.
    var isEmpty: Bool { found.isEmpty }

    /// How many were found so far.
    var count: Int { found.count }

    /// Notes a mistake; its text is made only while there is room for it.
    mutating func add(line: Int?, _ text: @autoclosure () -> String) {
        guard found.count < Self.listedMax else {
            isOverfull = true
            return
        }
        found.append(Mistake(path: path, line: line, text: text()))
    }

    /// The mistakes by line, those of one line in the order they were found in; one without a line comes first.
    var sorted: [Mistake] {
        let byLine = found.enumerated().sorted { left, right in
            (left.element.line ?? 0, left.offset) < (right.element.line ?? 0, right.offset)
        }
        let rest = Mistake(
            path: path, line: nil, text: "there are more mistakes; the first \(Self.listedMax) are listed.")
        return byLine.map(\.element) + (isOverfull ? [rest] : [])
    }
}

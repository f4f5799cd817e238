/// Finds what somebody meant to write.
public enum NearestName {
    /// Longer texts are not compared: nobody mistypes that much.
    private static let lengthMax = 48
    /// More names are not compared either: the longest list is that of the symbols watched.
    private static let namesMax = 200

    /// The one of `names` that takes the fewest edits to get to from `text`, the first of equals; `nil` if even that
    /// one is more than a third of its length away. A name that starts with `text` counts as one edit away.
    ///
    /// The case of letters does not count, and neither does `-` for `_`.
    public static func of(_ text: String, among names: [String]) -> String? {
        guard text.utf8.count <= lengthMax else { return nil }
        let written = folded(text)
        var best: (name: String, weight: Int)?
        for name in names.prefix(namesMax) {
            let candidate = folded(name)
            let distance = Self.distance(from: written, to: candidate)
            let isStart = written.count >= 3 && candidate.starts(with: written)
            let distanceMax = isStart ? candidate.count : max(1, candidate.count / 3)
            let weight = isStart ? min(distance, 1) : distance
            guard distance <= distanceMax, distance < candidate.count, weight < best?.weight ?? .max else { continue }
            best = (name, weight)
        }
        return best?.name
    }

    /// ` Did you mean 'x'?`, or nothing if no name is near.
    static func suggestion(for text: String, among names: [String]) -> String {
        of(text, among: names).map { " Did you mean '\($0)'?" } ?? ""
    }

    /// How many letters to insert, leave out, exchange or swap with their neighbour (optimal string alignment).
    static func distance(from: [UInt8], to: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...to.count)
        for (row, letter) in from.enumerated() {
            var current = [row + 1]
            for (column, other) in to.enumerated() {
                var cost = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == to[column - 1], from[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[to.count]
    }

    private static func folded(_ text: String) -> [UInt8] {
        text.lowercased().utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    }
}

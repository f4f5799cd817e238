/// The target of a request line taken apart: `/api/v3/klines?symbol=BTCUSDT&limit=5`.
struct RequestTarget: Equatable, Sendable {
    struct Parameter: Equatable, Sendable {
        var name, value: String
    }
    let path: String
    let parameters: [Parameter]

    /// Percent escapes are resolved; a `+` stays one. Malformed escapes stand for themselves.
    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = Self.decoded(parts[0])
        parameters = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Parameter(name: Self.decoded(sides[0]), value: sides.count > 1 ? Self.decoded(sides[1]) : "")
        }
    }

    /// The value of a parameter, the first if there are several.
    func value(of name: String) -> String? { parameters.first { $0.name == name }?.value }

    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(byte)
                place += 3
            } else {
                decoded.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}

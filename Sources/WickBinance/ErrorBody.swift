import FoundationEssentials

/// An error in the body of an answer: `{"code":-1121,"msg":"Invalid symbol."}`. The code is stable, the text is not.
struct ErrorBody: Decodable {
    /// The code, if there is one.
    let code: Int?
    /// The text, if there is one, as it came.
    let msg: String?

    /// The most bytes of a body that are looked at: an error is short, and a web page is none.
    private static let bytesMax = 65_536

    /// Reads a body; `nil` if it is not a JSON object of this shape.
    init?(_ body: [UInt8]) {
        guard !body.isEmpty, body.count <= Self.bytesMax else { return nil }
        do {
            self = try JSONDecoder().decode(ErrorBody.self, from: Data(body))
        } catch {
            return nil  // Proxies and firewalls answer with anything; that it is not JSON is what `nil` says.
        }
    }
}

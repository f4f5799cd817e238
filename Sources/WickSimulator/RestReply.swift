/// An answer of the REST side.
struct RestReply: Equatable, Sendable {
    var status: Int
    /// Names and values beside the usual ones.
    var headers: [Header] = []
    /// JSON, or empty.
    var body: [UInt8]

    struct Header: Equatable, Sendable {
        var name, value: String
    }

    init(status: Int = 200, headers: [Header] = [], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// An error with its body `{"code":…,"msg":…}`.
    init(_ error: RestError) {
        var text = ByteText()
        text.write(#"{"code":"#)
        text.write(error.code)
        text.write(#","msg":"#)
        text.write(quoted: error.message)
        text.write("}")
        self.init(status: error.status, body: text.bytes)
    }
}

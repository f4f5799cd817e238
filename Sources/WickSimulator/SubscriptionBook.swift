/// What one connection is subscribed to, and how its frames are wrapped. Decides every control message without waiting.
struct SubscriptionBook: Equatable, Sendable {
    /// A reply, and the names that were added and taken away with it.
    struct Outcome: Equatable {
        var reply: [UInt8]
        var added: [String] = []
        var removed: [String] = []
    }

    /// The names in the order in which they were subscribed, each once.
    private(set) var names: [String]
    /// Whether payloads are wrapped in `{"stream":…,"data":…}`.
    private(set) var isCombined: Bool
    private let namesMax: Int
    private let unsignedIDsOnly: Bool
    private var known: Set<String>

    init(isCombined: Bool, names: [String] = [], namesMax: Int, unsignedIDsOnly: Bool = false) {
        (self.isCombined, self.namesMax, self.unsignedIDsOnly) = (isCombined, namesMax, unsignedIDsOnly)
        (self.names, known) = ([], [])
        _ = add(names)
    }

    /// Carries out a control message.
    mutating func handle(_ message: [UInt8]) -> Outcome {
        let message = ControlRequest.read(message, unsignedIDsOnly: unsignedIDsOnly)
        switch message.request {
        case .failure(let refusal):
            return Outcome(reply: Self.reply(refusal, id: message.id))
        case .success(let request):
            return carryOut(request, id: message.id ?? .none)
        }
    }

    private mutating func carryOut(_ request: ControlRequest, id: RequestID) -> Outcome {
        switch request {
        case .subscribe(let names):
            let new = Set(names).subtracting(known)
            guard known.count + new.count <= namesMax else {
                return Outcome(reply: Self.reply(.tooManySubscriptions, id: id))
            }
            return Outcome(reply: Self.reply(id: id) { $0.write("null") }, added: add(names))
        case .unsubscribe(let names):
            let gone = Set(names).intersection(known)
            known.subtract(gone)
            self.names.removeAll { gone.contains($0) }
            return Outcome(reply: Self.reply(id: id) { $0.write("null") }, removed: names.filter(gone.contains))
        case .listSubscriptions:
            return Outcome(reply: Self.reply(id: id, list))
        case .setCombined(let value):
            isCombined = value
            return Outcome(reply: Self.reply(id: id) { $0.write("null") })
        case .getCombined:
            return Outcome(reply: Self.reply(id: id) { $0.write(isCombined) })
        }
    }

    private mutating func add(_ names: [String]) -> [String] {
        let added = names.filter { known.insert($0).inserted }
        self.names += added
        return added
    }

    private func list(to text: inout ByteText) {
        text.write("[")
        for (index, name) in names.enumerated() {
            if index > 0 { text.write(",") }
            text.write(quoted: name)
        }
        text.write("]")
    }

    private static func reply(id: RequestID, _ result: (inout ByteText) -> Void) -> [UInt8] {
        var text = ByteText()
        text.write(#"{"result":"#)
        result(&text)
        text.write(#","id":"#)
        id.write(to: &text)
        text.write("}")
        return text.bytes
    }

    private static func reply(_ refusal: ControlRefusal, id: RequestID?) -> [UInt8] {
        var text = ByteText()
        refusal.write(id: id, to: &text)
        return text.bytes
    }
}

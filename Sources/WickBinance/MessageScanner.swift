import WickFeed

/// Reads any message of a stream connection: keys in any order, blanks, escapes, unknown keys, control replies.
///
/// Of a key that comes twice the first value counts, as with Foundation's JSONDecoder. The text is checked in full
/// before anything in it is believed; the inner objects of a candle are walked over again for that. So this path takes
/// ten times as long as ``KlineFastPath`` (2 µs); it allocates nothing for a candle either.
struct MessageScanner {
    private let message: UnsafeRawBufferPointer
    private let table: SeriesTable

    /// What `message` says.
    static func scan(_ message: UnsafeRawBufferPointer, in table: SeriesTable) -> StreamMessage {
        do throws(JSONFlaw) {
            return try MessageScanner(message: message, table: table).scan()
        } catch {
            return .malformed(error.what, at: error.offset)
        }
    }

    private func scan() throws(JSONFlaw) -> StreamMessage {
        var scanner = JSONScanner(message)
        let document = try scanner.document()
        guard document.kind == .object else { return .ignored }
        var stream: JSONValue?
        var data: JSONValue?
        try members(of: document) { key, value in
            if key.spells("stream", in: message) { stream = stream ?? value }
            if key.spells("data", in: message) { data = data ?? value }
        }
        guard let stream, let data else {
            if let event = try event(document) { return event }
            return try control(document) ?? .ignored
        }
        guard let name = stream.text else {
            throw JSONFlaw(what: "a stream's name that is no text", offset: stream.start)
        }
        if name.spells("!serverShutdown", in: message) { return .shutdownAnnounced }
        guard data.kind == .object else { return .ignored }
        return try event(data) ?? .ignored
    }

    // MARK: Events

    /// What an object with a key `e` says, or `nil` if there is none.
    private func event(_ payload: JSONValue) throws(JSONFlaw) -> StreamMessage? {
        var kind: JSONValue?
        var time: JSONValue?
        var symbol: JSONValue?
        var kline: JSONValue?
        try members(of: payload) { key, value in
            switch key.letter(in: message) {
            case UInt8(ascii: "e"): kind = kind ?? value
            case UInt8(ascii: "E"): time = time ?? value
            case UInt8(ascii: "s"): symbol = symbol ?? value
            case UInt8(ascii: "k"): kline = kline ?? value
            default: break
            }
        }
        guard let name = kind?.text else { return nil }
        if name.spells("serverShutdown", in: message) { return .shutdownAnnounced }
        guard name.spells("kline", in: message) else { return .ignored }
        var fields = KlineFields()
        fields.eventTime = try integer(time, "E is not an integer", in: payload)
        fields.outerSymbol = try text(symbol, "s is not a string", in: payload)
        guard let kline, kline.kind == .object else { throw missing("k is not an object", kline, in: payload) }
        try readKline(kline, into: &fields)
        return fields.update(from: message, in: table)
    }

    private func readKline(_ kline: JSONValue, into fields: inout KlineFields) throws(JSONFlaw) {
        var found = KlineValues()
        try members(of: kline) { key, value in
            switch key.letter(in: message) {
            case UInt8(ascii: "t"): found.openTime = found.openTime ?? value
            case UInt8(ascii: "T"): found.closeTime = found.closeTime ?? value
            case UInt8(ascii: "s"): found.symbol = found.symbol ?? value
            case UInt8(ascii: "i"): found.interval = found.interval ?? value
            case UInt8(ascii: "o"): found.open = found.open ?? value
            case UInt8(ascii: "h"): found.high = found.high ?? value
            case UInt8(ascii: "l"): found.low = found.low ?? value
            case UInt8(ascii: "c"): found.close = found.close ?? value
            case UInt8(ascii: "v"): found.volume = found.volume ?? value
            case UInt8(ascii: "n"): found.trades = found.trades ?? value
            case UInt8(ascii: "x"): found.isClosed = found.isClosed ?? value
            default: break
            }
        }
        fields.openTime = try integer(found.openTime, "t is not an integer", in: kline)
        fields.closeTime = try integer(found.closeTime, "T is not an integer", in: kline)
        fields.symbol = try text(found.symbol, "s is not a string", in: kline)
        fields.interval = try text(found.interval, "i is not a string", in: kline)
        fields.open = try text(found.open, "o is not a string", in: kline)
        fields.high = try text(found.high, "h is not a string", in: kline)
        fields.low = try text(found.low, "l is not a string", in: kline)
        fields.close = try text(found.close, "c is not a string", in: kline)
        fields.volume = try text(found.volume, "v is not a string", in: kline)
        fields.trades = try integer(found.trades, "n is not an integer", in: kline)
        guard case .boolean(let isClosed) = found.isClosed?.kind else {
            throw missing("x is not a boolean", found.isClosed, in: kline)
        }
        fields.isClosed = isClosed
    }

    private struct KlineValues {
        var openTime, closeTime, trades, isClosed, symbol, interval: JSONValue?
        var open, high, low, close, volume: JSONValue?
    }

    // MARK: Control replies

    /// What the answer to a request says, or `nil` if the object is none. The codes and their text come flat
    /// (`{"code":2,"msg":"…"}`) or in `error` (`{"error":{"code":4,"msg":"…"},"id":19}`); `id` may be absent.
    private func control(_ reply: JSONValue) throws(JSONFlaw) -> StreamMessage? {
        var parts = ReplyParts()
        try members(of: reply) { key, value in note(key, value, in: &parts) }
        if let error = parts.error, error.kind != .null {
            if let words = error.text { return refusal(parts.id, parts.code, words) }
            var inner = ReplyParts()
            if error.kind == .object { try members(of: error) { key, value in note(key, value, in: &inner) } }
            return refusal(parts.id ?? inner.id, inner.code ?? parts.code, (inner.words ?? parts.words)?.text)
        }
        if parts.code != nil || parts.words != nil { return refusal(parts.id, parts.code, parts.words?.text) }
        return parts.hasResult ? .accepted(id: parts.id.flatMap(number)) : nil
    }

    private struct ReplyParts {
        var hasResult = false
        var id, code, words, error: JSONValue?
    }

    private func note(_ key: JSONText, _ value: JSONValue, in parts: inout ReplyParts) {
        if key.spells("result", in: message) { parts.hasResult = true }
        if key.spells("id", in: message) { parts.id = parts.id ?? value }
        if key.spells("code", in: message) { parts.code = parts.code ?? value }
        if key.spells("msg", in: message) { parts.words = parts.words ?? value }
        if key.spells("error", in: message) { parts.error = parts.error ?? value }
    }

    private func refusal(_ id: JSONValue?, _ code: JSONValue?, _ words: JSONText?) -> StreamMessage {
        let said = words?.withBytes(of: message) { WireText.cleaned($0) } ?? ""
        return .refused(
            id: id.flatMap(number), code: code.flatMap(number), message: said.isEmpty ? "no reason given" : said)
    }

    /// An integer, or a string that spells one: some servers write back what they got as text.
    private func number(_ value: JSONValue) -> Int? {
        if let integer = value.integer(in: message) { return Int(integer) }
        return value.text?.withBytes(of: message) { bytes in
            bytes.count <= 20 ? Int(String(decoding: bytes, as: UTF8.self)) : nil
        }
    }

    // MARK: Parts

    private func members(of value: JSONValue, _ visit: (JSONText, JSONValue) -> Void) throws(JSONFlaw) {
        var scanner = JSONScanner(message, at: value.start)
        try scanner.object(visit)
    }

    private func integer(
        _ value: JSONValue?, _ flaw: StaticString, in object: JSONValue
    ) throws(JSONFlaw) -> Int64 {
        guard let integer = value?.integer(in: message) else { throw missing(flaw, value, in: object) }
        return integer
    }

    private func text(_ value: JSONValue?, _ flaw: StaticString, in object: JSONValue) throws(JSONFlaw) -> JSONText {
        guard let text = value?.text else { throw missing(flaw, value, in: object) }
        return text
    }

    /// A flaw at the value, or at the object where the value is missing.
    private func missing(_ what: StaticString, _ value: JSONValue?, in object: JSONValue) -> JSONFlaw {
        JSONFlaw(what: what, offset: value?.start ?? object.start)
    }
}

extension JSONText {
    /// The one letter that the string spells; `nil` if it is longer, empty or not ASCII.
    @inline(__always)
    fileprivate func letter(in message: UnsafeRawBufferPointer) -> UInt8? {
        withBytes(of: message) { $0.count == 1 ? $0[0] : nil }
    }
}

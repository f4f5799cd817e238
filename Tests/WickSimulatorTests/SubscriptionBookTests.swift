import Testing

@testable import WickSimulator

struct SubscriptionBookTests {
    private func book(namesMax: Int = 5, unsignedIDsOnly: Bool = false) -> SubscriptionBook {
        SubscriptionBook(isCombined: true, names: ["a@trade"], namesMax: namesMax, unsignedIDsOnly: unsignedIDsOnly)
    }

    private func reply(_ message: String, to book: SubscriptionBook) -> String {
        var book = book
        return String(decoding: book.handle(Array(message.utf8)).reply, as: UTF8.self)
    }

    @Test("keeps the names in order, each once")
    func keepsNames() {
        var book = book()
        let added = book.handle(Array(#"{"method":"SUBSCRIBE","params":["b@x","a@trade","b@x"],"id":1}"#.utf8))
        #expect(added.added == ["b@x"])
        #expect(String(decoding: added.reply, as: UTF8.self) == #"{"result":null,"id":1}"#)
        #expect(book.names == ["a@trade", "b@x"])
        let removed = book.handle(Array(#"{"method":"UNSUBSCRIBE","params":["a@trade","zzz"],"id":2}"#.utf8))
        #expect(removed.removed == ["a@trade"] && book.names == ["b@x"])
        #expect(String(decoding: removed.reply, as: UTF8.self) == #"{"result":null,"id":2}"#)
    }

    @Test(
        "answers as documented",
        arguments: [
            (#"{"method":"LIST_SUBSCRIPTIONS","id":3}"#, #"{"result":["a@trade"],"id":3}"#),
            (#"{"method":"SET_PROPERTY","params":["combined",false],"id":5}"#, #"{"result":null,"id":5}"#),
            (#"{"method":"GET_PROPERTY","params":["combined"],"id":6}"#, #"{"result":true,"id":6}"#),
            (#"{"method":"LIST_SUBSCRIPTIONS","id":"aZ9"}"#, #"{"result":["a@trade"],"id":"aZ9"}"#),
            (#"{"method":"LIST_SUBSCRIPTIONS","id":null}"#, #"{"result":["a@trade"],"id":null}"#),
            (#"{"method":"LIST_SUBSCRIPTIONS"}"#, #"{"result":["a@trade"],"id":null}"#),
            (#"{"method":"LIST_SUBSCRIPTIONS","id":-7}"#, #"{"result":["a@trade"],"id":-7}"#),
            (#"{"method":"SUBSCRIBE","params":["nope@nope"],"id":1}"#, #"{"result":null,"id":1}"#),
            (#"{"method":"GET_PROPERTY","params":["x"],"id":1}"#, #"{"code":0,"msg":"Unknown property","id":1}"#),
            (
                #"{"method":"SET_PROPERTY","params":["combined",1],"id":1}"#,
                #"{"code":1,"msg":"Invalid value type: expected Boolean","id":1}"#
            ),
            (
                #"{"method":"GET_PROPERTY","params":["combined",1],"id":1}"#,
                #"{"code":2,"msg":"Invalid request: too many parameters","id":1}"#
            ),
            (
                #"{"method":"GET_PROPERTY","params":[1],"id":1}"#,
                #"{"code":2,"msg":"Invalid request: property name must be a string","id":1}"#
            ),
            (
                #"{"params":[],"id":1}"#,
                #"{"code":2,"msg":"Invalid request: missing field `method` at line 1 column 20","id":1}"#
            ),
            (
                #"{"method":"SUBSCRIBE","id":1}"#,
                #"{"code":2,"msg":"Invalid request: missing field `params` at line 1 column 29","id":1}"#
            ),
            ("?", #"{"code":3,"msg":"Invalid JSON: expected value at line 1 column 1"}"#),
        ])
    func answers(message: String, expected: String) {
        #expect(reply(message, to: book()) == expected)
    }

    @Test("names the methods there are when it does not know one")
    func unknownMethod() {
        let answer = reply(#"{"method":"ORDER","id":1}"#, to: book())
        #expect(answer.contains("unknown variant `ORDER`, expected one of SUBSCRIBE, UNSUBSCRIBE,"))
    }

    @Test("refuses ids beyond the rules, without repeating them", arguments: ["1.5", "true", #""a b""#, "1e3", "[1]"])
    func refusesIDs(id: String) {
        let answer = reply(#"{"method":"LIST_SUBSCRIPTIONS","id":\#(id)}"#, to: book())
        #expect(
            answer.hasPrefix(#"{"code":2,"msg":"Invalid request: request ID must be "#) && !answer.contains(#""id""#))
    }

    @Test("takes unsigned ids only where the venue does", arguments: ["-1", #""a""#, "null"])
    func refusesSignedIDs(id: String) {
        let answer = reply(#"{"method":"LIST_SUBSCRIPTIONS","id":\#(id)}"#, to: book(unsignedIDsOnly: true))
        #expect(answer == #"{"code":2,"msg":"Invalid request: request ID must be an unsigned integer"}"#)
    }

    @Test("refuses a whole request that exceeds the limit of streams, in the field's nested shape")
    func limitsStreams() {
        var book = book(namesMax: 2)
        let outcome = book.handle(Array(#"{"method":"SUBSCRIBE","params":["b","c"],"id":19}"#.utf8))
        #expect(
            String(decoding: outcome.reply, as: UTF8.self)
                == #"{"error":{"code":4,"msg":"Too many subscriptions"},"id":19}"#)
        #expect(outcome.added.isEmpty && book.names == ["a@trade"])
        #expect(book.handle(Array(#"{"method":"SUBSCRIBE","params":["b"],"id":1}"#.utf8)).added == ["b"])
    }
}

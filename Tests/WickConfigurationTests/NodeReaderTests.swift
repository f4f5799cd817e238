import Testing

@testable import WickConfiguration

struct NodeReaderTests {
    private func read(_ text: String, as dialect: Dialect = .yaml) -> (node: Node?, mistakes: [String]) {
        var mistakes = Mistakes(path: "x")
        let node = NodeReader.read(Array(text.utf8), as: dialect, into: &mistakes)
        return (node, mistakes.sorted.map(\.description))
    }

    @Test("gives each value the line it starts on", arguments: ["\n", "\r\n", "\r"])
    func givesLines(lineBreak: String) throws {
        let text = ["# first", "a: 1", "b:", "  - x", "  - y", "c: {d: null,", "  e: 'two'}"].joined(
            separator: lineBreak)
        let node = try #require(read(text).node)
        let expected = Node(
            line: 2,
            .mapping([
                .init(key: "a", line: 2, value: Node(line: 2, .scalar("1", isQuoted: false))),
                .init(
                    key: "b", line: 3,
                    value: Node(
                        line: 4,
                        .list([
                            Node(line: 4, .scalar("x", isQuoted: false)), Node(line: 5, .scalar("y", isQuoted: false)),
                        ]))),
                .init(
                    key: "c", line: 6,
                    value: Node(
                        line: 6,
                        .mapping([
                            .init(key: "d", line: 6, value: Node(line: 6, .scalar("null", isQuoted: false))),
                            .init(key: "e", line: 7, value: Node(line: 7, .scalar("two", isQuoted: true))),
                        ]))),
            ]))
        #expect(node == expected)
        #expect(node.size == 13)
        #expect(node.height == 2)
    }

    @Test("gives no node for an empty file", arguments: ["", "\n", "# only a comment", "\u{FEFF}"])
    func givesNoNode(text: String) {
        let (node, mistakes) = read(text)
        #expect(node == nil)
        #expect(mistakes.isEmpty)
    }

    @Test("takes 32 levels, aliases included, and no more")
    func boundsTheDepth() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(read(nested(32)).mistakes.isEmpty)
        #expect(
            read(nested(33)).mistakes == ["x:1: lists and mappings are nested deeper than 32 levels. Use at most five."]
        )
        #expect(read("- &a \(nested(20))\n- \(nested(11))\n- [[*a]]").mistakes.isEmpty)
        #expect(read("- &a \(nested(20))\n- [[[[[[[[[[[[*a]]]]]]]]]]]]").mistakes.count == 1)
    }

    @Test("counts what aliases stand for")
    func boundsTheNodes() {
        let list = "&a [" + Array(repeating: "x", count: 1000).joined(separator: ",") + "]"
        func text(_ aliases: Int) -> String {
            "a: \(list)\nb: [" + Array(repeating: "*a", count: aliases).joined(separator: ",") + "]"
        }
        #expect(read(text(198)).mistakes.isEmpty)
        #expect(
            read(text(200)).mistakes == ["x:2: the file has more than 200000 values, aliases written out. Use fewer."])
    }

    @Test("notes a key without a name, and goes on")
    func notesNamelessKeys() {
        #expect(read("? \n: 5\na: 1").mistakes == ["x:1: there is no key before ':'. Write the key's name."])
    }

    @Test(
        "takes what JSON has",
        arguments: [
            "{}", " {\r\n\t\"a\": [1, -2.5e+3, true, false, null, \"x\\\"\\u0041\"]}\n", "{\"a\":1}",
            "{\"a\":{\"b\":[]}}",
            "\u{FEFF}{}",
        ])
    func takesJSON(text: String) {
        let (node, mistakes) = read(text, as: .json)
        #expect(node != nil)
        #expect(mistakes.isEmpty)
    }

    @Test(
        "refuses what YAML has and JSON has not",
        arguments: [
            "", " ", "a: 1", "- a", "{a: 1}", "{'a': 1}", "{\"a\": 1,}", "{\"a\": [1,]}", "{\"a\": 01}", "{\"a\": .5}",
            "{\"a\": 5.}", "{\"a\": 1 2}", "{\"a\": yes}", "{\"a\": ~}", "{\"a\": &b 1}", "{\"a\": !!int 1}", "--- {}",
            "{} # c", "// c\n{}", "{}{}", "{} x", "{\"a\"", "]", "5", "\"a\"", "{\"a\": \"b\nc\"}",
            "{\"a\": \"b\\\nc\"}",
            "{\"a\": 1 \"b\": 2}", "{\"a\"}", "{\"a\",\"b\": 1}", "{\"a\":}", "{\"a\": ,}", "[]", "{\"a\": [}",
            "{\"a\": {]}",
            "{\"a\": \"\\e\"}", "{\"a\": \"\t\"}", "{\"a\": [1", "{,}", "{\"a\"::1}", "{\"a\":1}\n}", "{1: 2}",
            "{\"a\" 1}",
        ])
    func refusesYAML(text: String) {
        #expect(!read(text, as: .json).mistakes.isEmpty)
    }
}

import Testing
import WickScreen
import WickTestKit

struct ReadmeKeysTests {
    @Test("README's table of keys is the key map")
    func keys() throws {
        let rows = KeyMap.standard.bindings.map { binding in
            let names = KeyMap([binding]).actions.map(\.name)
            let words =
                names.count > 5
                ? "`\(names[0])` to `\(names[names.count - 1])`" : names.map { "`\($0)`" }.joined(separator: " ")
            return "| `\(binding.keys)` | \(binding.meaning) | \(words) |\n"
        }
        let table = "\n| Key | What it does | Action |\n| --- | --- | --- |\n" + rows.joined() + "\n"
        #expect(try Readme.part("keys", current: table) == table, "run `make readme`")
    }
}

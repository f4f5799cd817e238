import Testing
import WickScreen
import WickTestKit

struct ReadmeKeysTests {
    @Test("README's table of keys is the key map")
    func keys() throws {
        let rows = KeyMap.standard.bindings.map { "| `\($0.keys)` | \($0.meaning) |\n" }
        let table = "\n| Key | What it does |\n| --- | --- |\n" + rows.joined() + "\n"
        #expect(try Readme.part("keys", current: table) == table, "run `make readme`")
    }
}

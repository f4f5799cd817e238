import Testing
import WickConfiguration
import WickTestKit

struct ReadmeConfigurationTests {
    @Test("README's reference of all keys is the code's")
    func reference() throws {
        let text = "\n" + ConfigurationReference.markdown() + "\n"
        #expect(try Readme.part("configuration", current: text) == text, "run `make readme`")
    }
}

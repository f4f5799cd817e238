import Foundation
import Testing

@testable import WickConfiguration

/// `Fixtures/config-invalid` has a file for each thing that can be wrong, and what is to be said about it beside it.
struct InvalidFileTests {
    /// The names of the files, without those of the messages.
    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: Place.invalid.path)
        return (names ?? []).filter { !$0.hasSuffix(".expected") }.sorted()
    }()

    /// What is said about a file; a file of risk settings is named by a configuration that is right.
    private func mistakes(in file: String) throws -> [String] {
        func read(_ name: String) throws(FileProblem) -> [UInt8] {
            guard let data = try? Data(contentsOf: Place.invalid.appending(path: name)) else {
                throw FileProblem("No such file or directory")
            }
            return [UInt8](data)
        }
        do {
            let yaml = file.hasSuffix(".json") ? Array("risk: {config_file: \(file)}".utf8) : try read(file)
            _ = try ConfigurationLoader.parse(yaml: yaml, path: file, readFile: read)
            return []
        } catch let error as ConfigurationError {
            return error.mistakes.map(\.description)
        }
    }

    @Test("says what is wrong, where, and what would be right", arguments: files)
    func saysWhatIsWrong(file: String) throws {
        let found = try mistakes(in: file)
        let expected = try String(contentsOf: Place.invalid.appending(path: file + ".expected"), encoding: .utf8)
        #expect(found == expected.split(separator: "\n").map(String.init))
    }
}

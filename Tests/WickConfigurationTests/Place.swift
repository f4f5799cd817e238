import Foundation

/// Where the files of the tests are.
enum Place {
    /// The folder of these tests.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    /// The package.
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    /// One file per mistake, and its message in a file beside it.
    static let invalid = tests.appending(path: "Fixtures/config-invalid")
}

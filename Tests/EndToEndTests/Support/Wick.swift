import Foundation

/// The program under test.
enum Wick {
    /// Where it was built: beside the program that runs the tests.
    static let path: String = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "wick").path
    }()

    /// Runs it to its end.
    static func run(_ arguments: String..., in workplace: Workplace) async throws -> RunningProgram {
        try await run(arguments, in: workplace)
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], in workplace: Workplace) async throws -> RunningProgram {
        try await EndToEndTests.run(path, arguments, in: workplace)
    }

    /// Runs it for as long as a test needs it.
    static func with<Value>(
        _ arguments: [String], in workplace: Workplace, _ body: (RunningProgram) async throws -> Value
    ) async throws -> Value {
        try await withProgram(path, arguments, in: workplace, body)
    }
}

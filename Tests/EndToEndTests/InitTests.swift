import Foundation
import Testing

extension EndToEnd {
    /// `wick init` in a home of its own.
    struct InitTests {
        private let workplace: Workplace
        private var folder: String { "\(workplace.path)/config/wick" }
        private var file: String { "\(folder)/live.yaml" }

        init() throws { workplace = try Workplace() }

        @Test("writes a configuration that is found and has no mistake, for this user alone")
        func writes() async throws {
            let wick = try await Wick.run("init", in: workplace)
            #expect(wick.end == .exited(0))
            #expect(wick.errors == "")
            #expect(wick.lines.prefix(2) == [file, "\(folder)/risk.json"])
            #expect(try mode(of: folder) == 0o700)
            for path in wick.lines.prefix(2) { #expect(try mode(of: path) == 0o600) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.sorted() == ["live.yaml", "risk.json"])

            let check = try await Wick.run("check", "--offline", in: workplace)
            #expect(check.end == .exited(0))
            #expect(check.lines.contains("configuration: \(file) (in the user's folder)"))
            #expect(check.lines.contains("risk settings: \(folder)/risk.json"))
        }

        @Test("leaves what is there, and says how to write it anew")
        func keeps() async throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try workplace.write("timeframe: 5m\n", to: "config/wick/live.yaml")
            let wick = try await Wick.run("init", in: workplace)
            #expect(wick.end == .exited(64))
            #expect(wick.errors == "\(file) is there already; --force writes it anew and keeps the old one\n")
            #expect(try workplace.text(of: "config/wick/live.yaml") == "timeframe: 5m\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["live.yaml"])
        }

        @Test("with --force keeps the old file beside the new one")
        func writesAnew() async throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try workplace.write("timeframe: 5m\n", to: "config/wick/live.yaml")
            let wick = try await Wick.run("init", "--force", in: workplace)
            #expect(wick.end == .exited(0))
            #expect(try workplace.text(of: "config/wick/live.yaml~") == "timeframe: 5m\n")
            #expect(try workplace.text(of: "config/wick/live.yaml").contains("\ntimeframe: 1m\n"))
        }

        @Test("says why it cannot write")
        func cannotWrite() async throws {
            _ = try workplace.write("a file where a folder is due", to: "config/wick")
            let wick = try await Wick.run("init", in: workplace)
            #expect(wick.end == .exited(78))
            #expect(wick.errors.contains("\(folder)/risk.json cannot be"), "\(wick.errors)")
            #expect(wick.errors.contains("Not a directory"), "\(wick.errors)")
        }

        private func mode(of path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
    }
}

import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// `make install` and `make uninstall`, without the build before them.
    struct InstallTests {
        private static let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        private static let hasStrip = FileManager.default.isExecutableFile(atPath: "/usr/bin/strip")

        @Test(
            "installs everything, and takes it away but for what was changed",
            .enabled(if: Self.hasStrip, "binutils are not installed"))
        func installs() async throws {
            let workplace = try Workplace()
            let program = try link(in: workplace)
            let install = try await packaging("install", program, in: workplace)
            #expect(install.end == .exited(0), "\(install.errors)")
            let expected = [
                "bin/wick", "etc/wick/live.yaml", "etc/wick/risk.json", "lib/systemd/system/wick.service",
                "share/bash-completion/completions/wick", "share/fish/vendor_completions.d/wick.fish",
                "share/man/man1/wick.1", "share/zsh/site-functions/_wick",
            ]
            #expect(try await files(in: workplace) == expected)
            let installed = "\(workplace.path)/stage/opt/wick/bin/wick"
            #expect(try await run(installed, ["--version"], in: workplace).end == .exited(0))
            let unit = try workplace.text(of: "stage/opt/wick/lib/systemd/system/wick.service")
            #expect(
                unit.contains("\nExecStart=/opt/wick/bin/wick watch --headless --config /opt/wick/etc/wick/live.yaml\n")
            )
            #expect(!unit.contains("@bindir@") && !unit.contains("@sysconfdir@"))

            _ = try workplace.write("{}", to: "stage/opt/wick/etc/wick/risk.json")
            let again = try await packaging("install", program, in: workplace)
            #expect(again.end == .exited(0), "\(again.errors)")
            #expect(try workplace.text(of: "stage/opt/wick/etc/wick/risk.json") == "{}")
            let uninstall = try await packaging("uninstall", program, in: workplace)
            #expect(uninstall.end == .exited(0), "\(uninstall.errors)")
            #expect(try await files(in: workplace) == ["etc/wick/risk.json"])
        }

        @Test(
            "renews a configuration that nobody changed; takes away the folders that it made where they are empty",
            .enabled(if: Self.hasStrip, "binutils are not installed"))
        func folders() async throws {
            let workplace = try Workplace()
            let program = try link(in: workplace)
            let prefix = "\(workplace.path)/a prefix"
            for folder in ["share/man", "lib"] {
                try FileManager.default.createDirectory(
                    atPath: "\(prefix)/\(folder)", withIntermediateDirectories: true)
            }
            for _ in 0..<2 {
                let install = try await packaging("install", program, stage: "", prefix, in: workplace)
                #expect(install.end == .exited(0), "\(install.errors)")
                #expect(try workplace.text(of: "a prefix/etc/wick/risk.json").contains("fee_rate"))
                // As of an older version that nobody has changed.
                for name in ["share", "etc"] { _ = try workplace.write("{}", to: "a prefix/\(name)/wick/risk.json") }
            }
            _ = try workplace.write("", to: "a prefix/share/fish/other")
            let uninstall = try await packaging("uninstall", program, stage: "", prefix, in: workplace)
            #expect(uninstall.end == .exited(0), "\(uninstall.errors)")
            let left = try await run("find", ["a prefix", "-mindepth", "1", "-printf", "%P\n"], in: workplace)
            #expect(left.lines.sorted() == ["lib", "share", "share/fish", "share/fish/other", "share/man"])
        }

        @Test("says which prefix it cannot use")
        func relativePrefix() async throws {
            let workplace = try Workplace()
            let install = try await packaging("install", "wick", stage: "", "here", in: workplace)
            #expect(install.end == .exited(64))
            #expect(install.errors.hasPrefix("PREFIX is 'here'. Give the folder from the root on, such as /usr/local"))
        }

        /// The script writes beside the program.
        private func link(in workplace: Workplace) throws -> String {
            let program = "\(workplace.path)/wick"
            try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: Wick.path)
            return program
        }

        private func packaging(
            _ task: String, _ program: String, stage: String = "/stage", _ prefix: String = "/opt/wick",
            in workplace: Workplace
        ) async throws -> RunningProgram {
            let root = stage.isEmpty ? "" : workplace.path + stage
            let words = ["DESTDIR=\(root)", "PREFIX=\(prefix)", "\(Self.root)/.packaging/install.sh"]
            return try await run("env", words + [task, program], in: workplace)
        }

        private func files(in workplace: Workplace) async throws -> [String] {
            let found = try await run("find", ["stage/opt/wick", "-type", "f", "-printf", "%P\n"], in: workplace)
            return found.lines.sorted()
        }
    }
}

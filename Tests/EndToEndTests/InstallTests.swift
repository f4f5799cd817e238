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
            // The script writes beside the program.
            let program = try workplace.write("", to: "wick")
            try FileManager.default.removeItem(atPath: program)
            try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: Wick.path)

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

        private func packaging(_ task: String, _ program: String, in workplace: Workplace) async throws
            -> RunningProgram
        {
            let words = ["DESTDIR=\(workplace.path)/stage", "PREFIX=/opt/wick", "\(Self.root)/.packaging/install.sh"]
            return try await run("env", words + [task, program], in: workplace)
        }

        private func files(in workplace: Workplace) async throws -> [String] {
            let found = try await run("find", ["stage/opt/wick", "-type", "f", "-printf", "%P\n"], in: workplace)
            return found.lines.sorted()
        }
    }
}

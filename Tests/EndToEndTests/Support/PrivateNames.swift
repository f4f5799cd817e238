import Foundation

/// A hosts file that only one program sees, in a mount namespace of its own: that program looks names up in it by the system's
/// own means, and nowhere else.
struct PrivateNames {
    static let absence = "this system lets nobody have a mount namespace of his own (unshare -rm)"
    static let isPresent: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["-rm", "mount", "--bind", "/etc/hosts", "/etc/hosts"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private let workplace: Workplace

    /// Knows `localhost` at first.
    init(in workplace: Workplace) throws {
        self.workplace = workplace
        _ = try workplace.write("hosts: files\n", to: "nsswitch.conf")
        try know([])
    }

    /// Leads these names to this machine, and no others from now on.
    func know(_ names: [String]) throws {
        // Into the same file, which is the one that is mounted.
        _ = try workplace.write("127.0.0.1 \((["localhost"] + names).joined(separator: " "))\n", to: "hosts")
    }

    /// Runs a program that has these names.
    func with<Value>(
        _ words: [String], _ body: (RunningProgram) async throws -> Value
    ) async throws -> Value {
        let script = """
            mount --bind hosts /etc/hosts && mount --bind nsswitch.conf /etc/nsswitch.conf && exec "$@"
            """
        return try await withProgram("unshare", ["-rm", "bash", "-c", script, "bash"] + words, in: workplace, body)
    }
}

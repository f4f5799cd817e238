import Foundation

/// `openssl s_server` with a certificate made for the occasion; it ends with this object.
final class TLSServer {
    /// The path of the `openssl` command, or `nil` if this machine has none.
    static let command = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    let port: Int
    /// The certificate, which is its own authority.
    let caFile: String
    private let folder: URL
    private let process: Process

    /// Serves with a certificate for `name`.
    ///
    /// - Parameter mode: `-rev` answers each line with its reverse, `-WWW` serves the file ``writeFile(_:_:)`` wrote.
    init(name: String, mode: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "wick-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (key, certificate) = (folder.appending(path: "key.pem").path, folder.appending(path: "cert.pem").path)
        let maker = try Self.start(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
            ], in: folder
        ).process
        maker.waitUntilExit()
        let (server, output) = try Self.start(
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, mode], in: folder)
        var text = ""
        while !text.hasSuffix("\n") || !text.contains("ACCEPT") {
            let data = output.availableData  // waits; empty when the process has ended
            guard !data.isEmpty else { throw POSIXError(.ECHILD) }
            text += String(decoding: data, as: UTF8.self)
        }
        // "ACCEPT 127.0.0.1:41234"
        port = Int(text.split(separator: "\n").last?.split(separator: ":").last ?? "") ?? 0
        caFile = certificate
        process = server
    }

    deinit {
        kill()
        _ = try? FileManager.default.removeItem(at: folder)  // a leftover in the temporary folder hurts nobody
    }

    func writeFile(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appending(path: name)) }

    /// Ends without TLS's goodbye. (It has inherited a thread's blocked signals, so nothing less would do.)
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    private static func start(_ arguments: [String], in folder: URL) throws -> (process: Process, output: FileHandle) {
        let process = Process()
        process.executableURL = URL(filePath: command ?? "/nonexistent")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output.fileHandleForReading)
    }
}

import Foundation

/// A certificate authority of the tests' own, with what an exchange on this machine shows: sound and unsound. Made once.
enum Certificates {
    static let absence = "there is no openssl command to make certificates with"
    static let isPresent = ["/usr/local/bin", "/usr/bin", "/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
    }
    /// A name that is in the certificate beside `localhost`; no name server knows it.
    static let hostName = "exchange.test"

    /// Puts them into a folder of the workplace, and gives its path: `ca.pem` is what a client trusts.
    static func make(in workplace: Workplace) async throws -> String {
        let folder = "\(workplace.path)/tls"
        let made = try await run("bash", ["-c", script, "bash", folder], in: workplace)
        guard made.end == .exited(0) else { throw Overdue(description: "no certificates: \(made.errors)") }
        return folder
    }

    private static let script = #"""
        set -e
        mkdir -p "$1"; cd "$1"
        new() { openssl req "$@" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes; }
        new -x509 -days 2 -subj '/CN=an authority of the tests' -keyout ca-key.pem -out ca.pem
        new -subj '/CN=a simulated exchange' -keyout key.pem -out request.pem
        echo 'subjectAltName=DNS:localhost,DNS:exchange.test,IP:127.0.0.1' > here
        echo 'subjectAltName=DNS:elsewhere.test' > elsewhere
        sign() { openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial "$@"; }
        sign -extfile here -days 2 -out server.pem
        sign -extfile elsewhere -days 2 -out wrong-name.pem
        sign -extfile here -days -1 -out expired.pem
        openssl x509 -req -in request.pem -signkey key.pem -extfile here -days 2 -out unknown-ca.pem
        """#
}

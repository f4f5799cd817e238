import NIOCore

#if ServedTLS
    import NIOSSL
#endif

/// The certificates that a simulated exchange shows, from a folder of PEM files: `key.pem` is the private key of all of
/// them, `server.pem` the certificate, with what leads from it to its authority, and there is one more for each fault of TLS
/// that can strike: `wrong-name.pem`, `expired.pem`, `unknown-ca.pem`.
///
/// Only a build with the package's trait ServedTLS can show any. One for daily use goes without, and so without a second
/// library for TLS: nothing but the tests of wick asks for it.
struct ServerCertificates: Sendable {
    /// What the handler that ``handler(during:)`` gives is called in a pipeline.
    static let handlerName = "tls"

    #if ServedTLS
        private let sound: NIOSSLContext
        private var wrong: [Fault: NIOSSLContext] = [:]

        /// - Throws: ``SimulatorError/unusableCertificate(path:reason:)``.
        init(folder: String, faults: [Fault]) throws(SimulatorError) {
            let key = "\(folder)/key.pem"
            sound = try Self.context("\(folder)/server.pem", key)
            for fault in faults {
                guard let name = Self.file(of: fault) else { continue }
                wrong[fault] = try Self.context("\(folder)/\(name)", key)
            }
        }

        /// What does a connection's TLS while this fault, or none, is under way.
        func handler(during fault: Fault?) -> any ChannelHandler {
            NIOSSLServerHandler(context: fault.flatMap { wrong[$0] } ?? sound)
        }

        private static func file(of fault: Fault) -> String? {
            switch fault {
            case .tlsWrongName: "wrong-name.pem"
            case .tlsExpired: "expired.pem"
            case .tlsUnknownCA: "unknown-ca.pem"
            default: nil  // tls-cut shows none
            }
        }

        private static func context(_ path: String, _ keyPath: String) throws(SimulatorError) -> NIOSSLContext {
            let key = try reading(keyPath) { try NIOSSLPrivateKey(file: keyPath, format: .pem) }
            return try reading(path) {
                let chain = try NIOSSLCertificate.fromPEMFile(path).map { NIOSSLCertificateSource.certificate($0) }
                return try NIOSSLContext(
                    configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
            }
        }

        private static func reading<Value>(_ path: String, _ read: () throws -> Value) throws(SimulatorError) -> Value {
            do {
                return try read()
            } catch {
                throw .unusableCertificate(path: path, reason: "\(error)")
            }
        }
    #else
        init(folder: String, faults: [Fault]) throws(SimulatorError) { throw .noTLS }

        /// Nothing is left to be done: there is no value of this type in such a build.
        func handler(during fault: Fault?) -> any ChannelHandler { HandshakeCut() }
    #endif
}

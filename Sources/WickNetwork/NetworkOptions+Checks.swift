import Glibc

extension NetworkOptions {
    /// With the environment's CA file filled in, and checked as far as it can be without connecting.
    func completed() throws(NetworkError) -> NetworkOptions {
        var options = self
        let source = caFile == nil ? "SSL_CERT_FILE in the environment" : "the CA file"
        if caFile == nil, let named = getenv("SSL_CERT_FILE"), named.pointee != 0 {
            options.caFile = String(cString: named)
        }
        if let file = options.caFile, access(file, R_OK) != 0 {
            throw .badRequest("\(source) names '\(file)': \(String(cString: strerror(errno))); name a PEM file to read")
        }
        guard userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .badRequest("the user agent has control characters")
        }
        guard min(pendingBytesMax, turnBytesMax, headerBytesMax, headersMax) > 0 else {
            throw .badRequest("a limit of the network's is below 1")
        }
        return options
    }
}

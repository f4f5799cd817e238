import CCurl
import Glibc

extension NetworkError {
    /// Says what libcurl's `code` means for a transfer to `endpoint`.
    init(_ code: CURLcode, of easy: CurlEasy, endpoint: Endpoint) {
        let detail = easy.errorText(for: code)
        let name = endpoint.description
        if Self.isProxyRefusal(code, easy) || Self.isProxyUnreachable(code, detail, endpoint) {
            self = .proxy(detail: detail)
            return
        }
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL where detail.contains("HTTP"):  // a version of it that is none
            self = .badAnswer(endpoint: name, detail: detail)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .badRequest("\(name): \(detail)")
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy(detail: detail)
        case CURLE_COULDNT_RESOLVE_HOST: self = .couldNotResolve(host: endpoint.host)
        case CURLE_COULDNT_CONNECT where easy.osError == ECONNREFUSED: self = .refused(endpoint: name)
        case CURLE_COULDNT_CONNECT where easy.osError == ECONNRESET: self = .reset(endpoint: name, detail: detail)
        case CURLE_COULDNT_CONNECT: self = .unreachable(endpoint: name, detail: detail)
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut(easy.phase(isSecure: endpoint.isSecure), endpoint: name)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
            self = .tls(endpoint: name, detail: detail, isCertificate: true)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
            self = .tls(endpoint: name, detail: detail, isCertificate: false)
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: self = .ended(endpoint: name)
        case CURLE_SEND_ERROR: self = .reset(endpoint: name, detail: detail)
        case CURLE_RECV_ERROR where Self.isDamage(detail): self = .badAnswer(endpoint: name, detail: detail)
        case CURLE_RECV_ERROR: self = .reset(endpoint: name, detail: detail)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self = .badAnswer(endpoint: name, detail: detail)
        case CURLE_OUT_OF_MEMORY: self = .noResources(detail)
        default: self = .other(code: Int(code.rawValue), detail: detail)
        }
    }

    /// The proxy answered `CONNECT` with something else than success; libcurl has no code of its own for that.
    private static func isProxyRefusal(_ code: CURLcode, _ easy: CurlEasy) -> Bool {
        let status = easy.long(CURLINFO_HTTP_CONNECTCODE)
        return code == CURLE_RECV_ERROR && status != 0 && !(200..<300).contains(status)
    }

    /// No connection to the proxy could be made: libcurl names the host that it tried, and has one code for both.
    private static func isProxyUnreachable(_ code: CURLcode, _ detail: String, _ endpoint: Endpoint) -> Bool {
        // Names in other scripts are told in their ASCII form.
        guard code == CURLE_COULDNT_CONNECT, endpoint.host.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        let host = endpoint.host.filter { $0 != "[" && $0 != "]" }.lowercased()
        let told = detail.lowercased()
        return told.hasPrefix("failed to connect to ") && !told.hasPrefix("failed to connect to \(host) ")
    }

    /// libcurl has one code for a broken connection and for chunks that are not chunks; the sentences differ.
    private static func isDamage(_ detail: String) -> Bool {
        detail.contains("chunk") || detail.contains("hex")
    }
}

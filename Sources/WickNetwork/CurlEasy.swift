import CCurl

/// One of libcurl's easy handles: options go in, facts come out. It is freed with this object, so it must have left
/// the multi handle by then: ``CurlMulti`` keeps what it drives.
final class CurlEasy {
    let handle: UnsafeMutableRawPointer
    private let text: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// The first option that libcurl would not take, or `CURLE_OK`.
    private(set) var setupCode = CURLE_OK

    /// Whether the TLS handshake has begun.
    fileprivate var hasBegunTLS = false

    /// `nil` when there is no memory.
    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        text = .allocate(capacity: Int(CURL_ERROR_SIZE))
        text.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        note(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, text))
        // A libcurl without OpenSSL cannot tell: then a handshake counts as part of connecting.
        _ = ccurl_set_tls_function(handle, tlsBegan, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        text.deallocate()
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }

    func set(_ option: CURLoption, _ value: String?) { note(ccurl_set_string(handle, option, value)) }

    func set(_ option: CURLoption, user: AnyObject) {
        note(ccurl_set_pointer(handle, option, Unmanaged.passUnretained(user).toOpaque()))
    }

    func set(_ option: CURLoption, function: @escaping ccurl_data_function) {
        note(ccurl_set_data_function(handle, option, function))
    }

    /// Makes the request a POST of these bytes, of which libcurl keeps a copy.
    func setPost(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        set(CURLOPT_POSTFIELDSIZE, body.count)
        // libcurl only reads them. An empty array has an address too, at which no byte is read.
        var body = body
        body.withUnsafeMutableBytes { note(ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)) }
    }

    /// Adds lines such as `Accept: text/plain` to the request.
    func setHeaders(_ lines: [String]) {
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else { return note(CURLE_OUT_OF_MEMORY) }
            headers = longer
        }
        note(ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    /// What every transfer has: verified TLS 1.2 or later, HTTP/1.1 without ALPN, no signals, and a way out at once.
    func setCommon(_ options: NetworkOptions) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_NOPROGRESS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_SSL_ENABLE_ALPN, 0)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = options.caFile {
            set(CURLOPT_CAINFO, caFile)
            set(CURLOPT_CAPATH, nil)
        }
        if let proxy = options.proxy { set(CURLOPT_PROXY, proxy) }
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_USERAGENT, options.userAgent)
        set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.wholeMilliseconds)
        set(CURLOPT_TCP_NODELAY, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_TCP_KEEPIDLE, (options.keepAlive.wholeMilliseconds + 999) / 1000)
        set(CURLOPT_TCP_KEEPINTVL, (options.keepAlive.wholeMilliseconds + 999) / 1000)
        // Without this, giving up while a name is looked up waits for the resolver's thread: seconds, on the loop.
        set(CURLOPT_QUICK_EXIT, 1)
    }

    private func set(_ option: CURLoption, _ value: some RawRepresentable<UInt32>) { set(option, Int(value.rawValue)) }

    private func note(_ code: CURLcode) {
        if setupCode == CURLE_OK { setupCode = code }
    }

    // MARK: Facts

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    func microseconds(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return ccurl_get_offset(handle, info, &value) == CURLE_OK ? Int(value) : 0
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard ccurl_get_string(handle, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    /// The socket of a connection made with `CURLOPT_CONNECT_ONLY`, or `nil` if it is gone.
    var activeSocket: Int32? {
        var socket: curl_socket_t = -1
        guard ccurl_get_socket(handle, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK, socket >= 0 else { return nil }
        return socket
    }

    /// The `errno` of the last connection that failed.
    var osError: Int32 { Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO)) }

    /// The peer's `address:port`: the proxy's, if there is one.
    var peerAddress: String? {
        guard let address = string(CURLINFO_PRIMARY_IP), !address.isEmpty else { return nil }
        return Endpoint(host: address, port: long(CURLINFO_PRIMARY_PORT), isSecure: false).description
    }

    /// How far the transfer got.
    func phase(isSecure: Bool) -> TimeoutPhase {
        if microseconds(CURLINFO_NAMELOOKUP_TIME_T) == 0 { return .lookup }
        if microseconds(isSecure ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T) > 0 { return .answer }
        return hasBegunTLS ? .handshake : .connection
    }

    /// What libcurl says about its last failure: its own words for this handle, else those for the code.
    func errorText(for code: CURLcode) -> String {
        let own = String(cString: text)
        return own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
    }
}

private func tlsBegan(
    _: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?, _ user: UnsafeMutableRawPointer?
) -> CURLcode {
    if let user { Unmanaged<CurlEasy>.fromOpaque(user).takeUnretainedValue().hasBegunTLS = true }
    return CURLE_OK
}

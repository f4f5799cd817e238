extension RestReply {
    /// What a fault has the exchange answer.
    ///
    /// - Parameters:
    ///   - rest: how long the fault will last, for `Retry-After`; `nil` for a ban's two minutes.
    ///   - now: simulated time, milliseconds since 1970.
    init(_ fault: Fault, rest: Duration?, now: Int64) {
        let retryAfter = rest.map { max(1, ($0.milliseconds + 999) / 1000) } ?? 120
        switch fault {
        case .refuse451:
            let text = #"{"code":0,"msg":"Service unavailable from a restricted location."}"#
            self.init(status: 451, body: Array(text.utf8))
        case .refuse403: self.init(status: 403, body: Self.page("403 Forbidden"))
        case .refuseHTML: self.init(status: 200, body: Self.page("Welcome! Please sign in."))
        case .refuse418:
            self.init(.banned(until: now + retryAfter * 1000))
            headers = [.init(name: "Retry-After", value: "\(retryAfter)")]
        case .refuse429:
            self.init(.tooManyRequests(limit: 300))
            headers = [.init(name: "Retry-After", value: "\(min(retryAfter, 10))")]
        case .rest429:
            self.init(.tooManyRequests(limit: 6000))
            headers = [.init(name: "Retry-After", value: "2")]
        default: self.init(status: 503, body: Self.page("503 Service Unavailable"))
        }
    }

    private static func page(_ title: String) -> [UInt8] {
        Array("<html><head><title>\(title)</title></head><body>\(title)</body></html>".utf8)
    }
}

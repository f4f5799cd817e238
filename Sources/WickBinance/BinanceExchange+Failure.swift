import WickFeed
import WickWebSocket

extension BinanceExchange {
    /// How long to wait after 429 and after 418 that do not say it: the weight counts by the minute, and the shortest
    /// ban lasts two.
    static let rateLimitDefault = Duration.seconds(60), banDefault = Duration.seconds(120)
    /// The longest wait that is believed: the longest ban.
    static let retryAfterMax = Duration.seconds(3 * 86_400)

    /// What the answer says, by its status first and by the code in its body next. The body may be a web page, empty or
    /// cut off.
    public func failure(of response: HTTPResponse) -> ExchangeFailure {
        let error = ErrorBody(response.body)
        let kind = kind(of: response, error: error)
        var message = words(of: response, error: error)
        if kind == .locationRefused { message += " " + locationRemedy }
        return ExchangeFailure(kind: kind, status: response.status, code: error?.code, message: message)
    }

    private func kind(of response: HTTPResponse, error: ErrorBody?) -> ExchangeFailure.Kind {
        switch response.status {
        case 418: return .banned(retryAfter: retryAfter(in: response) ?? Self.banDefault)
        case 429: return .rateLimited(retryAfter: retryAfter(in: response) ?? Self.rateLimitDefault)
        case 403: return .forbidden
        case 451: return .locationRefused
        case 408, 500...: return .serverSide
        case ..<100: return .serverSide
        default: break
        }
        switch error?.code {
        case -1003 where error?.msg?.lowercased().contains("banned") == true:
            return .banned(retryAfter: retryAfter(in: response) ?? Self.banDefault)
        case -1003, -1034: return .rateLimited(retryAfter: retryAfter(in: response) ?? Self.rateLimitDefault)
        case -1000, -1001, -1006, -1007, -1008, -1016: return .serverSide
        case -1121: return .unknownSymbol
        case .some: return .invalidRequest
        case nil: return response.status >= 400 ? .invalidRequest : .malformed
        }
    }

    /// The header `Retry-After` in whole seconds; at least one, at most ``retryAfterMax``.
    private func retryAfter(in response: HTTPResponse) -> Duration? {
        guard let text = response.header("Retry-After"), !text.isEmpty,
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        guard let seconds = Int32(text) else { return Self.retryAfterMax }
        return min(max(.seconds(seconds), .seconds(1)), Self.retryAfterMax)
    }

    /// The exchange's words, or what can be said of a body without any.
    private func words(of response: HTTPResponse, error: ErrorBody?) -> String {
        let said = error?.msg.map { WireText.cleaned($0) } ?? ""
        if !said.isEmpty { return said }
        if error?.code != nil { return "no reason given" }
        let head = WireText.cleaned(response.body)
        if head.isEmpty { return "the answer is empty" }
        if head.hasPrefix("<") { return "the answer is a web page, as proxies and firewalls send it" }
        return head
    }

    private var locationRemedy: String {
        switch venue {
        case .binance, .binanceUSDM:
            "Binance does not serve this location: where it is allowed, use exchange: binance_us, or another base URL."
        case .binanceUS:
            "Binance.US does not serve this location: where it is allowed, use exchange: binance, or another base URL."
        }
    }
}

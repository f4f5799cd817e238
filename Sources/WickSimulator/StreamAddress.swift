/// What a WebSocket URL asks for.
struct StreamAddress: Equatable, Sendable {
    /// Which streams a connection can carry.
    enum Route: Equatable, Sendable {
        /// All of a spot venue.
        case all
        /// `/market` of the futures: klines among others.
        case market
        /// `/public` of the futures, and the legacy path without a route: no klines, though they are acknowledged.
        case withoutKlines
    }

    var route: Route
    var isCombined: Bool
    var names: [String]
    var unit: TimeUnit
}

extension StreamAddress {
    /// `nil` if nothing is served at this place.
    init?(target: RequestTarget, venue: SimulatedVenue, offersMicroseconds: Bool) {
        var path = target.path
        route = .all
        if venue == .binanceUSDM {
            route = path.hasPrefix("/market/") ? .market : .withoutKlines
            for prefix in ["/market/", "/public/"] where path.hasPrefix(prefix) {
                path = "/" + path.dropFirst(prefix.count)
            }
        }
        unit = offersMicroseconds ? TimeUnit(option: target.value(of: "timeUnit")) : .milliseconds
        if path == "/stream" {
            isCombined = true
            names = Self.names(target.value(of: "streams") ?? "")
        } else if path == "/ws" {
            (isCombined, names) = (false, [])
        } else if path.hasPrefix("/ws/"), path.utf8.count > 4 {
            isCombined = false
            names = Self.names(String(path.dropFirst(4)))
        } else {
            return nil
        }
    }

    private static func names(_ list: String) -> [String] { list.split(separator: "/").map(String.init) }
}

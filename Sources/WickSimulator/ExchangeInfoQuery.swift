/// Which symbols an `exchangeInfo` request wants.
enum ExchangeInfoQuery: Equatable, Sendable {
    case all
    case named([String])
    case withStatus(String)

    /// The parameters of the endpoint; the futures' has none.
    static func names(_ venue: SimulatedVenue) -> Set<String> {
        switch venue {
        case .binance: ["symbol", "symbols", "symbolStatus", "permissions", "showPermissionSets"]
        case .binanceUS: ["symbol", "symbols", "permissions"]
        case .binanceUSDM: []
        }
    }

    init(_ parameters: RestParameters, _ venue: SimulatedVenue) throws(RestError) {
        guard venue != .binanceUSDM else {
            self = .all
            return
        }
        let (symbol, symbols) = (parameters.value("symbol"), parameters.value("symbols"))
        let status = venue == .binance ? parameters.value("symbolStatus") : nil
        guard [symbol, symbols, status].count(where: { $0 != nil }) <= 1 else { throw .badCombination }
        if symbol != nil {
            self = .named([try parameters.symbol()])
        } else if let symbols {
            self = .named(try Self.list(symbols))
        } else if let status {
            guard ["TRADING", "HALT", "BREAK"].contains(status) else { throw .invalidStatus }
            self = .withStatus(status)
        } else {
            self = .all
        }
    }

    /// The symbols wanted, in the order of the listing; one that is not listed fails the whole request.
    func choose(from market: any Market) throws(RestError) -> [Instrument] {
        switch self {
        case .all:
            return market.instruments
        case .withStatus(let status):
            return market.instruments.filter { $0.status.rawValue == status }
        case .named(let names):
            var places: Set<Int> = []
            for name in names {
                guard let place = market.index(of: name) else { throw .invalidSymbol }
                places.insert(place)
            }
            return places.sorted().map { market.instruments[$0] }
        }
    }

    /// `["BTCUSDT","ETHUSDT"]`.
    private static func list(_ text: String) throws(RestError) -> [String] {
        let legal = "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$"
        let value: JSONValue
        do {
            value = try JSONParser.value(of: Array(text.utf8))
        } catch {
            throw .illegalCharacters(parameter: "symbols", legal: legal)
        }
        guard case .array(let items) = value, !items.isEmpty else { throw .missing(parameter: "symbols") }
        var names: [String] = []
        for item in items {
            guard case .string(let name) = item, RestParameters.isSymbol(name) else {
                throw .illegalCharacters(parameter: "symbols", legal: legal)
            }
            names.append(name)
        }
        return names
    }
}

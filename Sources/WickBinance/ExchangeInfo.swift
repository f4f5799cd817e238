import WickFeed
import WickMarket

/// The part of an answer to `exchangeInfo` that wick reads.
struct ExchangeInfo: Decodable {
    /// The symbols in the exchange's order.
    let symbols: [Listing]

    /// A symbol with its status and rules.
    struct Listing: Decodable {
        let symbol, status: String
        let baseAsset, quoteAsset: String?
        let filters: [Filter]?
    }

    /// A rule. Which keys it has follows from its type; the types without a rule of ours have none of these.
    struct Filter: Decodable {
        let filterType: String
        let tickSize, stepSize, minQty, minNotional, notional: WireDecimal?

        private enum Key: String, CodingKey {
            case filterType, tickSize, stepSize, minQty, minNotional, notional
        }

        /// Reads only the keys of the types that matter: an answer holds some 15,000 filters.
        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Key.self)
            filterType = try keys.decode(String.self, forKey: .filterType)
            let (isPrice, isSize) = (filterType == "PRICE_FILTER", filterType == "LOT_SIZE")
            let isNotional = filterType == "NOTIONAL" || filterType == "MIN_NOTIONAL"
            func decimal(_ key: Key, if isWanted: Bool) throws -> WireDecimal? {
                isWanted ? try keys.decodeIfPresent(WireDecimal.self, forKey: key) : nil
            }
            tickSize = try decimal(.tickSize, if: isPrice)
            stepSize = try decimal(.stepSize, if: isSize)
            minQty = try decimal(.minQty, if: isSize)
            minNotional = try decimal(.minNotional, if: isNotional)
            notional = try decimal(.notional, if: isNotional)
        }
    }
}

extension ExchangeInfo.Listing {
    /// The symbol in our vocabulary, or `nil` if its name is none there. A rule of zero is no rule, as the exchange
    /// says.
    var instrument: Instrument? {
        guard let symbol = try? Symbol(symbol) else { return nil }  // the caller leaves such a listing out
        func first(_ value: (ExchangeInfo.Filter) -> WireDecimal?) -> Double? {
            (filters ?? []).lazy.compactMap(value).map(\.value).first { $0 > 0 }
        }
        return Instrument(
            symbol: symbol, status: InstrumentStatus(wire: status), baseAsset: WireText.cleaned(baseAsset ?? ""),
            quoteAsset: WireText.cleaned(quoteAsset ?? ""),
            rules: InstrumentRules(
                tickSize: first(\.tickSize), stepSize: first(\.stepSize), minSize: first(\.minQty),
                minNotional: first { $0.minNotional ?? $0.notional }))
    }
}

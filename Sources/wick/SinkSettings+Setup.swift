import WickConfiguration
import WickSinks

extension SinkSettings {
    /// The same for the sinks themselves.
    var setup: SinkSetup {
        let place: SinkSetup.Target =
            switch target {
            case .command(let words): .command(words)
            case .socket(let path): .socket(path)
            case .webhook(let url): .webhook(url)
            }
        return SinkSetup(place, kinds: Set(records.map(\.kind)))
    }
}

extension SinkSettings.Record {
    fileprivate var kind: SinkRecord.Kind {
        switch self {
        case .candle: .candle
        case .signal: .signal
        case .refusal: .refusal
        case .gap: .gap
        case .status: .status
        }
    }
}

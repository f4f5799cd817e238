import ArgumentParser

/// A speed on the command line: how many times as fast as real time, or `max`.
enum PlaySpeed: ExpressibleByArgument, Equatable {
    case times(Double)
    case max

    init?(argument: String) {
        if argument == "max" {
            self = .max
            return
        }
        guard let factor = Double(argument), (0.1...10_000).contains(factor) else { return nil }
        self = .times(factor)
    }

    /// As one writes it: `60`.
    var defaultValueDescription: String {
        switch self {
        case .times(let factor): factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
        case .max: "max"
        }
    }

    /// The factor, or `nil` for as fast as it goes.
    var factor: Double? {
        if case .times(let factor) = self { factor } else { nil }
    }
}

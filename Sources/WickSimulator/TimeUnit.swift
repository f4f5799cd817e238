/// The unit of the times that a client has asked for.
enum TimeUnit: Equatable, Sendable {
    case milliseconds, microseconds

    /// The unit of a `timeUnit` option or header: only `MICROSECOND`, in either case, changes anything.
    init(option: String?) {
        self = option == "MICROSECOND" || option == "microsecond" ? .microseconds : .milliseconds
    }

    /// A time in this unit.
    func number(_ milliseconds: Int64) -> Int64 {
        switch self {
        case .milliseconds: milliseconds
        case .microseconds: milliseconds &* 1000
        }
    }

    /// The last moment of a millisecond, in this unit.
    func lastNumber(_ milliseconds: Int64) -> Int64 {
        switch self {
        case .milliseconds: milliseconds
        case .microseconds: milliseconds &* 1000 &+ 999
        }
    }
}

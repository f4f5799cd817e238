/// Keeps an instant in a struct of the hot path.
///
/// The layout of `ContinuousClock.Instant` is the library's own: the compiler does not know where the fields lie of a struct
/// that holds one, asks for that at each access, and copies the whole where it could read a part. A duration has a layout
/// that is known.
@propertyWrapper
struct Fixed: Hashable, Comparable, Sendable {
    fileprivate var sinceEpoch: Duration

    init(wrappedValue: ContinuousClock.Instant) { sinceEpoch = FixedEpoch.epoch.duration(to: wrappedValue) }

    var wrappedValue: ContinuousClock.Instant {
        get { FixedEpoch.epoch.advanced(by: sinceEpoch) }
        set { sinceEpoch = FixedEpoch.epoch.duration(to: newValue) }
    }

    /// The instant as it is kept: reading it where it lies copies nothing else, and comparing it is comparing numbers.
    var projectedValue: Fixed {
        get { self }
        set { self = newValue }
    }

    fileprivate init(sinceEpoch: Duration) { self.sinceEpoch = sinceEpoch }

    static func < (one: Fixed, other: Fixed) -> Bool { one.sinceEpoch < other.sinceEpoch }
}

/// Keeps an instant, if there is one: see ``Fixed``.
@propertyWrapper
struct FixedOptional: Hashable, Sendable {
    private var sinceEpoch: Duration?

    init(wrappedValue: ContinuousClock.Instant?) { sinceEpoch = wrappedValue.map { FixedEpoch.epoch.duration(to: $0) } }

    var wrappedValue: ContinuousClock.Instant? {
        get { sinceEpoch.map { FixedEpoch.epoch.advanced(by: $0) } }
        set { sinceEpoch = newValue.map { FixedEpoch.epoch.duration(to: $0) } }
    }

    /// The instant as it is kept, so that one can be put in many places at the cost of one conversion.
    var projectedValue: FixedOptional {
        get { self }
        set { self = newValue }
    }

    /// The instant as one that is there; `nil` if there is none.
    var fixed: Fixed? { sinceEpoch.map { Fixed(sinceEpoch: $0) } }

    /// Whether there is none.
    var isNil: Bool { sinceEpoch == nil }
}

/// What the instants are kept relative to: when the clock began.
private enum FixedEpoch {
    static let epoch = ContinuousClock().systemEpoch
}

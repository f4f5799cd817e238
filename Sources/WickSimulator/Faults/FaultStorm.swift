/// An endless row of faults that follows from a seed: 1 to 9 s lie between one and the next, and now and then none.
struct FaultStorm: Sendable {
    /// When the next fault strikes, since the exchange's start, and which it is.
    private(set) var next: (time: Duration, fault: Fault)
    private let faults: [Fault]
    private let stream: UInt64
    private var place: Int64 = 0

    /// - Parameter isSecure: whether there is TLS, and with it more that can go wrong.
    init(seed: UInt64, isSecure: Bool = false) {
        faults = Fault.allCases.filter { $0.isInStorms && (isSecure || !$0.isOfTLS) }
        stream = Chance.mixed(seed ^ 0xFA17)
        next = (.zero, .reset)
        advance()
    }

    /// Goes on to the next fault.
    mutating func advance() {
        place += 1
        let (pause, choice) = (Chance.number(stream, 2 * place), Chance.number(stream, 2 * place + 1))
        let isTogether = place > 1 && pause % 8 == 0
        next.time += isTogether ? .zero : .milliseconds(1000 + Int64(pause >> 8 % 8000))
        next.fault = faults[Int(choice % UInt64(faults.count))]
    }
}

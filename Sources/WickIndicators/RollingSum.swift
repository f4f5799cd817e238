/// The sum of the last `length` numbers, none below zero, that is as exact after a billion numbers as after the first.
///
/// Nothing is ever subtracted, so no error is carried from one window to the next and a huge number leaves no trace
/// once it is out: the relative error stays within `length` roundings, and the sum is zero exactly if all numbers are.
/// The numbers lie in a ring. Each time the ring has been filled, its places are turned into sums from that place to the
/// end; from then on the window is those of the old numbers that are still in it, one such sum, and the new ones:
///
///     places   new₀  new₁ │ old₂+old₃+old₄  old₃+old₄  old₄        sum = (new₀ + new₁) + (old₂ + old₃ + old₄)
///                     next ┘
///
/// So a number costs two additions, once in `length` numbers `length` of them, and no memory after the first turn.
struct RollingSum: Sendable {
    /// How many numbers are summed; at least 1.
    let length: Int
    private var places: [Double]
    private var next = 0
    private var sumOfNew = 0.0
    private var isFull = false

    /// A sum over `length` numbers, with none yet.
    init(length: Int) {
        self.length = length
        places = Array(repeating: 0, count: length)
    }

    /// The sum over the last `length` numbers if `number` were added, or `nil` if they would be fewer.
    func sum(adding number: Double) -> Double? {
        if next == length - 1 { return sumOfNew + number }
        return isFull ? sumOfNew + number + places[next + 1] : nil
    }

    /// Adds a number; the oldest drops out.
    mutating func add(_ number: Double) {
        places[next] = number
        sumOfNew += number
        next += 1
        if next == length { turn() }
    }

    private mutating func turn() {
        for place in stride(from: length - 2, through: 0, by: -1) { places[place] += places[place + 1] }
        (next, sumOfNew, isFull) = (0, 0, true)
    }
}

/// Where a price lies in a chart: the highest one in the middle of the upper half of the first row, the lowest one in the
/// middle of the lower half of the last.
struct PriceScale: Equatable {
    /// The prices at the edges, in quote units.
    let low, high: Double
    /// The rows of the chart, at least 1.
    let rows: Int

    /// A scale that shows all of these prices; `nil` without a finite one, or without a row.
    init?(_ prices: some Sequence<Double>, rows: Int) {
        let known = prices.lazy.filter(\.isFinite)
        guard rows >= 1, let low = known.min(), let high = known.max() else { return nil }
        (self.low, self.high, self.rows) = (low, high, rows)
    }

    /// The half row of a price, from 0 at the top to `2 × rows − 1`; prices beyond the edges lie on the edge.
    func half(of price: Double) -> Int { place(of: price).map { Int($0.rounded()) } ?? rows }

    /// The quarter of a row that a price lies in, from 0 at the top to `4 × rows − 1`.
    func quarter(of price: Double) -> Int { place(of: price).map { Int(2 * ($0 + 0.5)) } ?? 2 * rows }

    /// The distance from the middle of the first half row, in half rows; `nil` where all prices are the same.
    private func place(of price: Double) -> Double? {
        let halves = Double(2 * rows - 1)
        let place = (high - price) / (high - low) * halves
        return place.isFinite ? min(max(place, 0), halves) : nil
    }

    /// The row of a price, from 0 at the top.
    func row(of price: Double) -> Int { half(of: price) / 2 }

    /// Round prices to label the axis with, from low to high: multiples of 1, 2 or 5 times a power of ten, at least
    /// `rowsApart` rows from each other.
    ///
    /// - Parameter digits: the digits after the point of the prices; the step is at least one unit of the last of them.
    func ticks(rowsApart: Int, digits: Int) -> [Double] {
        guard high > low, rows > 1 else { return [low] }
        let least = (high - low) / Double(rows - 1) * Double(rowsApart)
        var unit = 1.0
        for _ in 0..<max(0, digits) { unit /= 10 }
        while unit * 10 < least, unit < 1e15 { unit *= 10 }
        let step = [1, 2, 5, 10].lazy.map { $0 * unit }.first { $0 >= least } ?? unit * 10
        let (first, last) = ((low / step).rounded(.up), (high / step).rounded(.down))
        guard first <= last, last - first <= Double(rows) else { return [] }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }
}

import WickMarket

// What answers to questions for missing candles bring.
extension SeriesSequencer {
    /// Takes the answer to a question for the candles from ``missing`` on, oldest first.
    ///
    /// A slot without a row counts as a hole only if later rows are there and the next answer agrees.
    /// - Parameters:
    ///   - isFullPage: whether the answer was cut at the limit, so that there may be more.
    ///   - asked: the exchange's clock when the question was sent. What is settled is judged by it, for the answer may have
    ///     been long on its way.
    mutating func take(rows: [RESTCandle], isFullPage: Bool, asked: Timestamp, clock: Timestamp) -> Progress {
        let (before, suspect) = (expected, gap?.suspect)
        gap?.suspect = nil
        for (index, row) in rows.enumerated() {
            guard let due = expected, let search = gap, due <= search.upTo else { break }
            let openTime = row.candle.openTime
            if openTime < due { continue }
            guard index < rows.count - 1 || isSettled(row, asked) || openTime > search.upTo else { break }
            while let due = expected, due < openTime {
                var end = held.first.map { min($0.openTime, openTime) } ?? openTime
                if hasDelivered {
                    guard let suspect, suspect.lowerBound == due else {
                        gap?.suspect = due..<end
                        return .askLater
                    }
                    end = min(end, suspect.upperBound)
                }
                markHole(from: due, to: end)
                releaseHeld(clock)
            }
            guard openTime == expected, openTime <= search.upTo else { continue }
            deliver(row.candle, .rest)
            releaseHeld(clock)
        }
        closeGapIfPassed()
        if missing == nil { return .complete }
        return isFullPage && expected != before ? .askNow : .askLater
    }

    /// Takes note of rows that another question brought: what one of them shows is no hole.
    mutating func noteShown(_ rows: [RESTCandle]) {
        guard let suspect = gap?.suspect, rows.contains(where: { suspect.contains($0.candle.openTime) }) else { return }
        gap?.suspect = nil
    }

    /// Puts right in `buffer` what rows show otherwise of candles that were given out: what is told of a closed candle while
    /// nobody listens comes no second time. Only what closed long before the question is believed, for a database that runs
    /// behind may still show what was corrected since.
    /// - Returns: the candles that were put right, in order.
    func correct(_ buffer: inout CandleSeries, by rows: [RESTCandle], asked: Timestamp) -> [Candle] {
        rows.filter { row in
            guard row.closeTime.advanced(byMilliseconds: Self.lastWordMilliseconds) < asked,
                let index = buffer.index(of: row.candle.openTime), buffer[index] != row.candle
            else { return false }
            return buffer.correct(row.candle)
        }.map(\.candle)
    }

    /// Passes over slots that cannot be had. Before the first candle there is nothing to miss.
    private mutating func markHole(from due: Timestamp, to next: Timestamp) {
        if hasDelivered {
            let count = Int(next.milliseconds(since: due) / timeframe.milliseconds)
            gap?.holes += count
            holesSinceDelivery += count
        }
        expected = next
    }

    /// Reports a gap that is passed, unless the stream itself brought all of it after all.
    mutating func closeGapIfPassed() {
        guard let search = gap, let expected, expected > search.upTo else { return }
        gap = nil
        if search.filled + search.holes > 0 { reports.append(search) }
    }
}

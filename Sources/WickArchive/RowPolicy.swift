/// What to do with a line that is not a candle.
public enum RowPolicy: Sendable {
    /// Throw ``ArchiveError/flawedRow(place:line:flaw:)``.
    case stop
    /// Go on with the next line, and count this one.
    case skipAndCount
}

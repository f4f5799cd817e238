import WickEngine

/// Some lines on their way to a sink, and how far they got.
struct SinkBatch {
    /// The lines, each with its line break.
    let bytes: [UInt8]
    /// Where each line ends; a line that tells how many records were missed counts as one of them.
    private let ends: [Int]
    private let isToldOfMissing: Bool
    /// The bytes that were taken.
    private(set) var written = 0

    /// - Parameter missed: how many records before these are missing; the first line says so if there are any.
    init(missed: Int, records: [SinkRecord]) {
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        isToldOfMissing = missed > 0
        if missed > 0 {
            bytes += OutputLine.missed(missed)
            ends.append(bytes.count)
        }
        for record in records {
            bytes += record.line
            ends.append(bytes.count)
        }
        (self.bytes, self.ends) = (bytes, ends)
    }

    var isDone: Bool { written == bytes.count }
    /// The bytes that are still to be taken.
    var rest: ArraySlice<UInt8> { bytes[written...] }
    /// The records of which not all bytes were taken.
    var recordsLeft: Int { ends.enumerated().count { $1 > written && !(isToldOfMissing && $0 == 0) } }

    /// Some bytes were taken.
    mutating func advance(by count: Int) { written += count }

    /// All of it was taken.
    mutating func finish() { written = bytes.count }

    /// Whoever took it is gone: a line that was cut begins anew.
    mutating func restartLine() { written = ends.last { $0 <= written } ?? 0 }
}

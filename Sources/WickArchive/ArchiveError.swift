/// Why recorded files cannot be read. Every case names the path as it was given; a `place` is a path, with the member's
/// name in brackets inside a zip: `BTCUSDT-1m-2024-03.zip(BTCUSDT-1m-2024-03.csv)`.
public enum ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no file or folder of this path.
    case missing(path: String)
    /// The system refuses to open or read the path, for this reason.
    case unreadable(path: String, reason: String)
    /// The file's name does not say symbol, timeframe and date; `detail` says what is wrong with it.
    case notKlineName(path: String, detail: String)
    /// The folder holds no file with a kline name, however deep.
    case noKlineFiles(path: String)
    /// More files or folders than ``ArchiveLimits/filesMax`` lie under the path, or folders too deep in each other.
    case tooManyFiles(path: String, filesMax: Int)
    /// The files have more series than ``ArchiveLimits/seriesMax``, each of which needs an open file.
    case tooManySeries(count: Int, seriesMax: Int)
    /// The compressed data ends before its end mark.
    case truncated(place: String)
    /// The compressed data or the zip's directory contradicts itself.
    case damaged(place: String, detail: String)
    /// The unpacked bytes are not those that were packed.
    case checksumMismatch(place: String)
    /// The zip uses a method that is not read here: encryption, or another compression than deflate.
    case unsupported(place: String, detail: String)
    /// The zip has no `.csv` member.
    case noMember(path: String)
    /// The zip has a member of another series than its name says.
    case foreignMember(place: String)
    /// The unpacked text is longer than ``ArchiveLimits/unpackedBytesMax``.
    case tooLarge(place: String, bytesMax: Int64)
    /// A file cannot be made or written.
    case unwritable(path: String, reason: String)
    /// The file does not begin as a recording does.
    case notRecording(path: String)
    /// The recording is of a version of the format that this program does not know yet.
    case newerRecording(path: String, version: Int)
    /// The file is a later part of a recording, counted from 0: it is read by its first.
    case laterPart(path: String, part: Int)
    /// A block of a recording, which begins at this byte, is neither whole nor just cut off; all before it was read.
    case damagedRecording(path: String, offset: Int64, detail: String)
    /// A line, counted from 1, is not a candle.
    case flawedRow(place: String, line: Int, flaw: RowFlaw)

    public var description: String {
        switch self {
        case .missing(let path): "\(path): no such file or folder"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .notKlineName(let path, let detail):
            "\(path): \(detail); name it SYMBOL-TIMEFRAME-DATE with .csv, .csv.gz or .zip: BTCUSDT-1m-2024-03-05.csv"
        case .noKlineFiles(let path):
            "\(path): holds no kline files; they are named like BTCUSDT-1m-2024-03-05.csv, .csv.gz or .zip"
        case .tooManyFiles(let path, let filesMax):
            "\(path): more than \(filesMax) files, or folders too deep; name a folder further down"
        case .tooManySeries(let count, let seriesMax):
            "\(count) series of symbol and timeframe at once; at most \(seriesMax) can be merged"
        case .truncated(let place): "\(place): ends too early; fetch the file again"
        case .damaged(let place, let detail): "\(place): is damaged (\(detail)); fetch the file again"
        case .checksumMismatch(let place): "\(place): is damaged (its checksum is wrong); fetch the file again"
        case .unsupported(let place, let detail): "\(place): \(detail); unpack it and use the .csv"
        case .noMember(let path): "\(path): the zip holds no .csv file"
        case .foreignMember(let place): "\(place): is of another symbol or timeframe than the zip's name says"
        case .tooLarge(let place, let bytesMax): "\(place): unpacks to more than \(bytesMax) bytes"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .notRecording(let path): "\(path): is no recording of wick"
        case .newerRecording(let path, let version):
            "\(path): is a recording of version \(version) of the format; this wick reads version 1"
        case .laterPart(let path, let part):
            "\(path): is part \(part) of a recording; name its first file, \(Self.first(path, part)), which leads to it"
        case .damagedRecording(let path, let offset, let detail):
            "\(path): is damaged from byte \(offset) on (\(detail)); all that stands before it was read"
        case .flawedRow(let place, let line, let flaw): "\(place):\(line): \(flaw)"
        }
    }

    private static func first(_ path: String, _ part: Int) -> String {
        path.hasSuffix(".\(part)") ? String(path.dropLast(part.description.count + 1)) : "without a number"
    }
}

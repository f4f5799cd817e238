/// How much a recorded file may ask of this machine. The defaults are far above what Binance publishes.
public struct ArchiveLimits: Equatable, Sendable {
    /// The longest line, in bytes; a real one has some 200.
    public var lineBytesMax = 1024
    /// The longest text that a compressed file may unpack to, in bytes; a month of `1s` candles has some 500 MB.
    public var unpackedBytesMax: Int64 = 8 << 30
    /// The longest directory of a zip, in bytes; Binance's zips have one member and some 100 bytes.
    public var directoryBytesMax = 1 << 20
    /// The most files and folders looked at under one folder.
    public var filesMax = 100_000
    /// The most folders in each other.
    public var depthMax = 16
    /// The most series merged at once; each holds a file open, and some 150 KB of buffers.
    public var seriesMax = 512

    /// The default limits.
    public init() {}
}

/// How much a recording may ask of this machine.
public struct RecorderLimits: Equatable, Sendable {
    /// The most bytes that wait for the disk; what comes beyond is missed, and counted.
    public var waitingBytesMax = 64 << 20
    /// The size from which on a file is followed by the next one, in bytes on the disk.
    public var fileBytesMax: Int64 = 256 << 20
    /// How often what has come is written; a crash of this program loses no more than that.
    public var interval = Duration.milliseconds(500)

    /// The default limits.
    public init() {}
}

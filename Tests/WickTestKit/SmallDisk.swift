import Foundation

/// A file system of a few kilobytes in memory, where this process may mount one; gone when the test lets go of it.
public final class SmallDisk {
    /// Where it is mounted.
    public let path: String

    /// Whether there can be one: who may mount.
    public static let isAvailable: Bool = {
        // Thrown is only what hinders making a folder; then there is none either.
        (try? SmallDisk(bytes: 4096)) != nil
    }()

    /// - Returns: `nil` where nothing may be mounted.
    public init?(bytes: Int) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "wick-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
            rmdir(path)
            return nil
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    /// Gives it more room.
    public func grow(to bytes: Int) throws {
        guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(bytes)") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
    }
}

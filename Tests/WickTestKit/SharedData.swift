import Foundation

/// Recorded market data that may stand beside the checkout, in `../shared`. Tests that need it are skipped, and say so,
/// where it is absent.
public enum SharedData {
    /// The folder beside the checkout, found from this file's own place.
    public static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared")

    /// Whether the folder is there.
    public static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// What to say when it is not.
    public static let absence: String = "no recorded data in ../shared"

    /// The path of a file under the folder: `data/binance-ws/…`.
    public static func path(_ relative: String) -> String { folder.appending(path: relative).path }
}

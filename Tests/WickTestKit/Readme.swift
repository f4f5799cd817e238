import Foundation

/// The parts of README.md that are generated, between `<!-- NAME: begin … -->` and `<!-- NAME: end -->`.
///
/// `make readme` writes them anew: it runs the tests that hold them to the code with `WICK_UPDATE_README` set.
public struct Readme {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "README.md")

    /// The text of a generated part; empty if README has no such part.
    ///
    /// - Parameter current: what it should be; it is written first if the environment asks for that.
    public static func part(_ name: String, current: String) throws -> String {
        var text = try String(contentsOf: file, encoding: .utf8)
        guard let begin = text.range(of: "<!-- \(name): begin"),
            let open = text[begin.upperBound...].range(of: "-->\n"),
            let end = text[open.upperBound...].range(of: "<!-- \(name): end -->")
        else { return "" }
        if ProcessInfo.processInfo.environment["WICK_UPDATE_README"] != nil {
            text.replaceSubrange(open.upperBound..<end.lowerBound, with: current)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return current
        }
        return String(text[open.upperBound..<end.lowerBound])
    }
}

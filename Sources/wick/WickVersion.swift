/// The version of this program.
enum WickVersion {
    /// Semantic version, as `wick --version` prints it.
    static let text = "0.1.0"
    /// How wick names itself to an exchange.
    static let userAgent = "wick/\(text)"
}

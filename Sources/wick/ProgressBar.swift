import Glibc

/// Shows on standard error how far long work is: only if that is a terminal, and standard output is none, whose lines it
/// would get between.
struct ProgressBar {
    private static let width = 40
    /// Short work needs no bar.
    private static let patience = Duration.seconds(1)

    private let isShown = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    private let start = ContinuousClock.now
    private var hasDrawn = false

    /// How long to wait before it is shown again; `nil` if it never is.
    var interval: Duration? { isShown ? .milliseconds(200) : nil }

    /// Shows that this fraction is done, 0 to 1.
    mutating func show(_ progress: Double) {
        guard isShown, start.duration(to: .now) >= Self.patience else { return }
        let done = Int(min(max(0, progress), 1) * Double(Self.width))
        let bar = String(repeating: "=", count: done) + String(repeating: " ", count: Self.width - done)
        write("\r[\(bar)] \(Int(min(max(0, progress), 1) * 100)) %")
        hasDrawn = true
    }

    /// Takes it away.
    func clear() { if hasDrawn { write("\r\u{1B}[K") } }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        // There is nowhere to report that standard error is gone.
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}

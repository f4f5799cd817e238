extension Duration {
    /// In milliseconds, rounded up, and within 1 and a month: libcurl takes 0 as "for ever".
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds >= 0, seconds < 2_592_000 else { return seconds < 0 ? 1 : 2_592_000_000 }
        return max(1, Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}

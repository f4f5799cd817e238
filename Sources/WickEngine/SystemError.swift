import Glibc

/// The system's words for its error numbers.
public enum SystemError {
    /// `No space left on device (errno 28)`.
    public static func text(_ number: Int32) -> String {
        var words = [CChar](repeating: 0, count: 128)
        guard strerror_r(number, &words, words.count) == 0 else { return "errno \(number)" }
        let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.isEmpty ? "errno \(number)" : "\(text) (errno \(number))"
    }
}

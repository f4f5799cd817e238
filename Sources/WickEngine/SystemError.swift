import Glibc

/// Why the system refused something.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system's error number.
    public let number: Int32

    /// The error of this number.
    public init(_ number: Int32) { self.number = number }

    /// In words for people who have no error numbers in mind: ``description``, but a full disk is called that.
    public var words: String { number == ENOSPC || number == EDQUOT ? "the disk is full" : description }

    /// `No space left on device (errno 28)`.
    public var description: String {
        var words = [CChar](repeating: 0, count: 128)
        guard strerror_r(number, &words, words.count) == 0 else { return "errno \(number)" }
        let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(text) (errno \(number))"
    }
}

extension SystemError {
    /// There is nothing to write.
    public static let noData = SystemError(ENODATA)
    /// There is no such file.
    public static let notThere = SystemError(ENOENT)
    /// There is a file of that name already.
    public static let exists = SystemError(EEXIST)
}

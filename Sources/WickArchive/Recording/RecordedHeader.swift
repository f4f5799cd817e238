/// A header field of an answer.
public struct RecordedHeader: Equatable, Sendable {
    /// The field's name and its value.
    public var name, value: String

    /// A field of these values.
    public init(name: String, value: String) { (self.name, self.value) = (name, value) }
}

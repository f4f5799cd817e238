/// How a sink fares.
public struct SinkReport: Equatable, Sendable {
    /// The sink's name for logs.
    public var title: String
    /// What hinders it, in words; `nil` while all is well.
    public var trouble: String?
    /// The records handed over since the start.
    public var delivered: Int
    /// The records that it did not get, since the start.
    public var missed: Int

    /// A report of these values.
    public init(title: String, trouble: String?, delivered: Int, missed: Int) {
        (self.title, self.trouble, self.delivered, self.missed) = (title, trouble, delivered, missed)
    }

    /// `webhook https://host: the server answered with status 503; 12 records were missed so far`.
    public var text: String {
        let count = missed == 0 ? "" : "\(missed) record\(missed == 1 ? " was" : "s were") missed so far"
        let state = trouble ?? "takes records"
        return "\(title): \(state)\(count.isEmpty ? "" : "; \(count)")"
    }
}

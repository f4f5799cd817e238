/// A request to an exchange's public interface: always a GET without credentials.
public struct RESTRequest: Equatable, Sendable {
    /// The whole address.
    public let url: String
    /// What it costs of the exchange's weight budget.
    public let weight: Int

    /// A request to this address.
    public init(url: String, weight: Int) {
        (self.url, self.weight) = (url, weight)
    }
}

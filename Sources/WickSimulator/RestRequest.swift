/// A request as the REST side sees it.
struct RestRequest: Equatable, Sendable {
    var method: String
    var target: RequestTarget
    /// The unit asked for with the header `X-MBX-TIME-UNIT`.
    var unit = TimeUnit.milliseconds
}

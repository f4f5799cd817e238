/// The section `tls`: whom to trust. Certificates and names are always verified.
public struct TLSSettings: Equatable, Sendable {
    /// A PEM file of the only certificate authorities to trust; `nil` for the one that `$SSL_CERT_FILE` names, or else the
    /// system's.
    public var caFile: String?

    /// The defaults.
    public init() {}
}

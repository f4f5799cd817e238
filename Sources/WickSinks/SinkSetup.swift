/// Where a sink leads, and what it is told.
public struct SinkSetup: Equatable, Sendable {
    /// Where records go.
    public enum Target: Equatable, Sendable {
        /// The standard input of a command: its name, looked up in `PATH` without a slash in it, and its arguments as
        /// they are. No shell reads any of it.
        case command([String])
        /// A UNIX stream socket that somebody listens at; at most 107 bytes.
        case socket(String)
        /// A URL to POST to.
        case webhook(String)
    }

    /// Where records go.
    public var target: Target
    /// Which records go there.
    public var kinds: Set<SinkRecord.Kind>

    /// A sink of these values.
    public init(_ target: Target, kinds: Set<SinkRecord.Kind> = Set(SinkRecord.Kind.allCases)) {
        (self.target, self.kinds) = (target, kinds)
    }

    /// How logs name it: without arguments, path or query, for those may hold a secret.
    public var title: String {
        switch target {
        case .command(let words): return "command \(words.first ?? "")"
        case .socket(let path): return "socket \(path)"
        case .webhook(let url):
            let scheme = url.prefix { $0 != "/" }
            let host = url[scheme.endIndex...].drop { $0 == "/" }.prefix { !"/?#".contains($0) }
            return "webhook \(scheme)//\(host)"
        }
    }
}

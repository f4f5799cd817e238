/// What a ``ByteStream`` tells its handler.
public enum StreamEvent: Equatable, Sendable {
    /// The connection is made, and its TLS handshake done. Once, and first.
    case connected
    /// There may be something to read. It is said again only after a read has said ``ReadResult/wouldBlock``, or
    /// when ``ByteStream/readAgain()`` asked for it; now and then there is nothing to read after all.
    case readable
    /// The stream is over, and closed already. Once, and last.
    case failed(NetworkError)
}

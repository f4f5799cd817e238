/// What a read from a ``ByteStream`` gave.
public enum ReadResult: Equatable, Sendable {
    /// So many bytes, at least 1, were put at the buffer's beginning.
    case bytes(Int)
    /// Nothing for now; ``StreamEvent/readable`` will say when to go on.
    case wouldBlock
    /// The peer has sent its last byte.
    case ended
}

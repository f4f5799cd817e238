/// One character cell: a scalar and its style. A wide scalar takes two cells; the second one is a continuation.
public struct Cell: Equatable, Sendable {
    /// What is written here; U+0000 in the right half of a wide scalar.
    public let scalar: Unicode.Scalar
    /// What it means.
    public let style: Style

    /// A space that means nothing.
    public static let blank = Cell(" ", .plain)

    /// A cell of this scalar.
    init(_ scalar: Unicode.Scalar, _ style: Style) { (self.scalar, self.style) = (scalar, style) }

    /// The right half of a wide scalar.
    static func continuation(_ style: Style) -> Cell { Cell("\0", style) }

    /// Whether this is the right half of a wide scalar.
    public var isContinuation: Bool { scalar.value == 0 }
}

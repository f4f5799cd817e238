import WickMarket

/// The section `alerts`: what somebody wants to be told of, and how.
public struct AlertSettings: Equatable, Sendable {
    /// The most alerts there can be.
    public static let alertsMax = 100
    /// The most words of a command.
    public static let commandWordsMax = 64

    /// The alerts, none twice.
    public var rules: [Alert] = []
    /// Whether the terminal's bell rings for one.
    public var bell = true
    /// Whether a word on the screen tells of one.
    public var flash = true
    /// The command that is run for one, without a shell: the program and its arguments; `nil` for none.
    public var command: [String]?
    /// How long the command may take before it is ended.
    public var commandTimeout = Duration.seconds(10)

    /// The defaults.
    public init() {}
}

/// The section `screen`: how the monitor draws.
public struct ScreenSettings: Equatable, Sendable {
    /// A feature that the terminal may or may not have.
    public enum Feature: String, CaseIterable, Sendable {
        /// Used if the terminal seems to have it.
        case auto
        case on
        case off
    }

    /// Which colours mean what.
    public enum Theme: String, CaseIterable, Sendable {
        case standard = "default"
        case blueOrange = "blue-orange"
        case redUp = "red-up"
        case mono
    }

    /// The most often that the screen is drawn, times a second: 1 to 60.
    public var refreshHz = 5
    /// Whether lines and charts are drawn with characters beyond ASCII.
    public var unicode = Feature.auto
    /// Whether colours are used.
    public var colours = Feature.auto
    /// Which colours, where there are any.
    public var theme = Theme.standard
    /// Whether the mouse is listened to.
    public var mouse = false
    /// Whether the terminal's bell rings for a new signal.
    public var bell = false

    /// The defaults.
    public init() {}
}

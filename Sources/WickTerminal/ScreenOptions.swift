import WickMarket
import WickScreen

/// How the screen is drawn, and what it starts with.
public struct ScreenOptions: Equatable, Sendable {
    /// On or off, or as the terminal and the environment say.
    public enum Choice: String, Equatable, Sendable, CaseIterable { case auto, on, off }

    /// Which colours mean what.
    public enum Theme: String, Equatable, Sendable, CaseIterable {
        /// Green rises, red falls.
        case standard = "default"
        /// Blue rises, orange falls: apart for colour-blind eyes, too.
        case blueOrange = "blue-orange"
        /// Red rises, green falls, as is usual in East Asia.
        case redUp = "red-up"
        /// No colours; what differs by colour differs by sign.
        case mono
    }

    /// At most so many pictures a second, 1 to 60; keys are answered at once.
    public var refreshHz: Int
    /// Signs beyond ASCII. `auto`: with a UTF-8 locale, except on the Linux console, whose font lacks most of them.
    public var unicode: Choice
    /// Colours. `auto`: if the terminal has them and `NO_COLOR` is not set.
    public var colours: Choice
    /// Which colours, where there are any.
    public var theme: Theme
    /// Whether the terminal's bell rings for a new signal.
    public var bell: Bool
    /// The alerts that are set at the start.
    public var alerts: [Alert]

    /// Options of these values.
    public init(
        refreshHz: Int = 5, unicode: Choice = .auto, colours: Choice = .auto, theme: Theme = .standard,
        bell: Bool = false, alerts: [Alert] = []
    ) {
        self.refreshHz = min(max(refreshHz, 1), 60)
        (self.unicode, self.colours, self.theme, self.bell) = (unicode, colours, theme, bell)
        self.alerts = alerts
    }
}

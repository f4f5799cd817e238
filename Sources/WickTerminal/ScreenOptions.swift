import WickMarket
import WickScreen

/// How the screen is drawn, and what it starts with.
public struct ScreenOptions: Equatable, Sendable {
    /// On or off, or as the terminal and the environment say.
    public enum Choice: String, Equatable, Sendable, CaseIterable { case auto, on, off }

    /// Which colours mean what.
    public typealias Theme = WickScreen.Theme

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
    /// Whether the mouse is listened to.
    public var mouse: Bool
    /// What the keys do.
    public var keyMap: KeyMap
    /// The alerts that are set at the start.
    public var alerts: [Alert]

    /// Options of these values.
    public init(
        refreshHz: Int = 5, unicode: Choice = .auto, colours: Choice = .auto, theme: Theme = .standard,
        bell: Bool = false, mouse: Bool = false, keyMap: KeyMap = .standard, alerts: [Alert] = []
    ) {
        self.refreshHz = min(max(refreshHz, 1), 60)
        (self.unicode, self.colours, self.theme, self.bell) = (unicode, colours, theme, bell)
        (self.mouse, self.keyMap, self.alerts) = (mouse, keyMap, alerts)
    }
}

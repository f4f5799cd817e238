import CNcurses
import WickScreen

/// The colours of a theme.
struct ThemeColours {
    let theme: ScreenOptions.Theme
    /// Whether the terminal has the 256 colours of xterm.
    let hasManyColours: Bool

    /// The colours of a meaning; `nil` is the terminal's own.
    ///
    /// Words of trust bring their own ground, so that they can be read on any background; yellow and bright colours without
    /// one could not on a light one.
    func of(_ role: Style.Role) -> (text: Int32, ground: Int32?)? {
        switch role {
        case .plain, .strong, .faint, .key: nil
        case .up, .flashUp: (theme == .redUp ? bad : good, nil)
        case .down, .flashDown: (theme == .redUp ? good : bad, nil)
        case .yes: (good, nil)
        case .no: (bad, nil)
        case .good: (COLOR_BLACK, good)
        case .warning: (COLOR_BLACK, COLOR_YELLOW)
        case .alert: (COLOR_WHITE, COLOR_RED)
        case .fastLine: (theme == .blueOrange ? COLOR_GREEN : COLOR_CYAN, nil)
        case .slowLine: (COLOR_MAGENTA, nil)
        case .rsiLine: theme == .blueOrange ? nil : (COLOR_YELLOW, nil)
        }
    }

    /// Green, or a blue that can be read on black and on white.
    private var good: Int32 { theme != .blueOrange ? COLOR_GREEN : hasManyColours ? 33 : COLOR_CYAN }

    /// Red, or an orange.
    private var bad: Int32 { theme != .blueOrange ? COLOR_RED : hasManyColours ? 172 : COLOR_YELLOW }
}

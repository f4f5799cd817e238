import CNcurses
import WickScreen

/// The colours of a theme.
struct ThemeColours {
    let theme: ScreenOptions.Theme
    /// How many colours the terminal has: from 256 on those of xterm; beyond, a colour's number is its red, green and blue.
    let colourCount: Int32

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
    private var good: Int32 { theme != .blueOrange ? COLOR_GREEN : choose(0x00_87FF, 33, COLOR_CYAN) }

    /// Red, or an orange.
    private var bad: Int32 { theme != .blueOrange ? COLOR_RED : choose(0xD7_8700, 172, COLOR_YELLOW) }

    /// The same colour as the terminal calls it, or the nearest of the first eight.
    private func choose(_ direct: Int32, _ indexed: Int32, _ basic: Int32) -> Int32 {
        colourCount > 256 ? direct : colourCount == 256 ? indexed : basic
    }
}

import CNcurses
import Glibc
import WickScreen

/// How each meaning looks: with the terminal's own foreground, background and 16 colours, or with bold, dim and reverse alone.
struct Palette {
    private let hasColours: Bool

    /// Sets up colours if they are wanted and there.
    init(_ choice: ScreenOptions.Choice) {
        hasColours = Self.areWanted(choice) && has_colors() && start_color() == OK
        guard hasColours else { return }
        let background: Int16 = use_default_colors() == OK ? -1 : Int16(COLOR_BLACK)
        for role in Style.Role.allCases {
            if let colour = Self.colour(of: role) { init_pair(Self.pair(of: role), colour, background) }
        }
    }

    /// The attributes and the colour pair of a style.
    func look(of style: Style) -> (attributes: attr_t, pair: Int16) {
        var attributes = Self.attributes(of: style.role)
        if style.isStale { attributes = (attributes & ~wick_bold()) | wick_dim() }
        if style.isSelected { attributes = (attributes & ~wick_dim()) | wick_bold() }
        let isColoured = hasColours && Self.colour(of: style.role) != nil
        return (attributes, isColoured ? Self.pair(of: style.role) : 0)
    }

    private static func areWanted(_ choice: ScreenOptions.Choice) -> Bool {
        switch choice {
        case .on: true
        case .off: false
        // https://no-color.org: set and not empty.
        case .auto: getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
        }
    }

    private static func attributes(of role: Style.Role) -> attr_t {
        switch role {
        case .plain, .up, .down, .fastLine, .slowLine: 0
        case .faint: wick_dim()
        case .strong, .good, .warning, .key: wick_bold()
        case .alert: wick_bold() | wick_reverse()
        }
    }

    private static func colour(of role: Style.Role) -> Int16? {
        switch role {
        case .plain, .strong, .faint: nil
        case .up, .good: Int16(COLOR_GREEN)
        case .down, .alert: Int16(COLOR_RED)
        case .warning: Int16(COLOR_YELLOW)
        case .key, .fastLine: Int16(COLOR_CYAN)
        case .slowLine: Int16(COLOR_MAGENTA)
        }
    }

    private static func pair(of role: Style.Role) -> Int16 { Int16(role.rawValue) + 1 }
}

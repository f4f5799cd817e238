import CNcurses
import Glibc
import WickScreen

/// How each meaning looks: with the terminal's own foreground, background and 16 colours, or with bold, dim and reverse alone.
struct Palette {
    /// Whether there are colours at all.
    let hasColours: Bool
    private let colours: ThemeColours

    /// Sets up colours if they are wanted and there.
    init(_ choice: ScreenOptions.Choice, _ theme: ScreenOptions.Theme) {
        hasColours = theme != .mono && Self.areWanted(choice) && has_colors() && start_color() == OK
        colours = ThemeColours(theme: theme, colourCount: hasColours ? wick_colors() : 0)
        guard hasColours else { return }
        let background: Int32 = use_default_colors() == OK ? -1 : COLOR_BLACK
        for role in Style.Role.allCases {
            guard let colours = colours.of(role) else { continue }
            // On a terminal of direct colours their numbers are beyond 16 bits.
            init_extended_pair(Int32(Self.pair(of: role)), colours.text, colours.ground ?? background)
        }
    }

    /// The attributes and the colour pair of a style.
    func look(of style: Style) -> (attributes: attr_t, pair: Int16) {
        var attributes = Self.attributes(of: style.role)
        if style.isStale { attributes = (attributes & ~wick_bold()) | wick_dim() }
        guard !hasColours || colours.of(style.role) == nil else {
            // Bold would make many a terminal choose a brighter colour, which a light background swallows.
            return (attributes & ~(wick_reverse() | wick_bold()), Self.pair(of: style.role))
        }
        if style.isSelected { attributes = (attributes & ~wick_dim()) | wick_bold() }
        return (attributes, 0)
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
        case .plain, .up, .down, .yes, .no, .fastLine, .slowLine, .rsiLine: 0
        case .faint: wick_dim()
        case .strong, .key: wick_bold()
        case .good, .warning, .alert, .flashUp, .flashDown: wick_reverse()
        }
    }

    private static func pair(of role: Style.Role) -> Int16 { Int16(role.rawValue) + 1 }
}

/// The signs that a line in a chart is made of.
enum ChartLine {
    /// The sign for a line that lies in this quarter of its row.
    ///
    /// With colours all lines are dots at their true height; without, the averages differ by their strength.
    static func sign(quarter: Int, _ role: Style.Role, _ signs: SignSet) -> String {
        if signs.isASCII || !signs.isColoured {
            if role == .fastLine { return "━" }
            if role == .slowLine { return "─" }
        }
        return dots[((quarter % 4) + 4) % 4]
    }

    private static let dots = ["⠉", "⠒", "⠤", "⣀"]
}

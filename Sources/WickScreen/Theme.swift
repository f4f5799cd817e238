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

    /// The one after this one; after the last the first.
    var next: Theme {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}

/// The user's base folders, as the XDG Base Directory Specification has them.
enum BaseFolder {
    /// The folder that `variable` names, if it is a whole path, else `name` in the home folder; `nil` without a home.
    /// There is no slash at its end.
    static func path(_ variable: String, orInHome name: String, environment: [String: String]) -> String? {
        func folder(_ variable: String) -> String? {
            guard let path = environment[variable], path.hasPrefix("/") else { return nil }
            return path.last == "/" ? String(path.dropLast()) : path
        }
        return folder(variable) ?? folder("HOME").map { "\($0)/\(name)" }
    }
}

/// Paths as texts.
enum FilePath {
    /// `path` as seen from the folder that the file `origin` is in; a whole path is left as it is.
    static func resolve(_ path: String, from origin: String) -> String {
        guard !path.hasPrefix("/"), let slash = origin.lastIndex(of: "/") else { return path }
        return origin[...slash] + path
    }
}

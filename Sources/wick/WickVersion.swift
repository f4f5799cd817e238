import CBuild
import CCurl
import CNcurses

/// What this program is: its version, and what it was built from and runs on.
enum WickVersion {
    /// The semantic version: what scripts may rely on (commands, options, keys of the configuration, fields of the
    /// output) changes incompatibly only with the first number, or before 1.0.0 with the second.
    static let text = "0.1.0"
    /// How wick names itself to an exchange.
    static let userAgent = "wick/\(text)"

    /// The commit it was built from; `unknown` if the build was not told, as a plain `swift build` is not.
    static let commit = words(wick_build_commit())
    /// The compiler's version, exact if the build was told.
    static let swift: String = {
        let told = words(wick_build_swift())
        return told == unknown ? languageVersion : told
    }()
    /// libcurl with the libraries it uses: `libcurl/7.88.1 OpenSSL/3.0.16 zlib/1.2.13 …`.
    static let libcurl = words(curl_version())
    /// `ncurses 6.4.20221231`.
    static let ncurses = words(curses_version())

    /// What `wick --version` says; the first line is the version alone with the commit.
    static let report = """
        wick \(text) (commit \(commit))
        Swift \(swift)
        \(libcurl)
        \(ncurses)
        """

    /// What a C library says of itself.
    static func words(_ text: UnsafePointer<CChar>?) -> String {
        let found = text.map { String(cString: $0) } ?? ""
        return found.isEmpty ? unknown : found
    }

    private static let unknown = "unknown"

    private static var languageVersion: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}

/// Shows bytes of unknown origin in a message: at most `charactersMax` characters, with a `?` for what could upset a
/// terminal.
func printable(_ bytes: some Collection<UInt8>, charactersMax: Int = 60) -> String {
    let scalars = String(decoding: bytes.prefix(4 * charactersMax), as: UTF8.self).unicodeScalars
    let shown = scalars.prefix(charactersMax).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: "?"
        default: String(scalar)
        }
    }
    return shown.joined() + (scalars.count > charactersMax ? "…" : "")
}

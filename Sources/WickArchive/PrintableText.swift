import WickMarket

/// Shows bytes of unknown origin in a message: at most `charactersMax` characters, with a `?` for what could upset a
/// terminal.
func printable(_ bytes: some Collection<UInt8>, charactersMax: Int = 60) -> String {
    String(decoding: bytes.prefix(4 * charactersMax), as: UTF8.self).harmless(scalarsMax: charactersMax)
}

/// What a terminal can show beside plain text.
struct SignSet: Equatable {
    /// Whether it knows nothing beyond ASCII.
    var isASCII = false
    /// Whether it shows colours; without them what differs by colour differs by sign.
    var isColoured = true
}

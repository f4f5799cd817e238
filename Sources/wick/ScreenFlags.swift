import ArgumentParser
import WickConfiguration

/// What the command line says of the screen, over the configuration.
struct ScreenFlags: ParsableArguments {
    @Flag(help: "Draw with ASCII alone.")
    var ascii = false

    @Flag(help: "Listen to the mouse: the wheel scrolls, a click chooses.")
    var mouse = false

    /// The configuration with these.
    func applied(to configuration: Configuration) -> Configuration {
        var result = configuration
        if ascii { result.screen.unicode = .off }
        if mouse { result.screen.mouse = true }
        return result
    }
}

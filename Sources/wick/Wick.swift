import ArgumentParser

/// The program: its commands, none of which decides anything but what to wire.
@main
struct Wick: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wick",
        abstract: "A live market monitor for the terminal. It watches and reports; it places no orders.",
        discussion: """
            Without a command wick watches: `wick BTCUSDT ETHUSDT` is `wick watch BTCUSDT ETHUSDT`.

            Exit codes: 0 a stop that was asked for; 64 wrong usage; 69 the exchange refuses or cannot be had; \
            70 a bug; 78 a mistake in the configuration.
            """,
        version: WickVersion.text,
        subcommands: [
            WatchCommand.self, ReplayCommand.self, CheckCommand.self, SimulateCommand.self, InfoCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)
}

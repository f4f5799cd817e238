import ArgumentParser
import WickConfiguration
import WickScreen

/// The page `man wick`: made from the definitions of the commands, keys and settings, so that it can say nothing else.
enum ManualPage {
    /// The page in the language of `man(7)`.
    static func text() throws -> String {
        let wick = try CommandDescription.of(Wick.self)
        var page = Roff(title: "WICK", footer: "wick \(WickVersion.text)")
        page.section("NAME")
        page.paragraphs("wick - live market monitor for the terminal")
        page.section("SYNOPSIS")
        page.lines(wick.shownSubcommands.map(synopsis))
        page.section("DESCRIPTION")
        page.paragraphs("\(wick.abstract ?? "")\n\n\(wick.discussion ?? "")")
        page.section("COMMANDS")
        for command in wick.shownSubcommands { add(command, to: &page) }
        page.section("KEYS")
        for binding in KeyMap.standard.bindings { page.item(binding.keys, sentence(binding.meaning)) }
        addConfiguration(to: &page)
        addSurroundings(to: &page)
        return page.text
    }

    private static func synopsis(_ command: CommandDescription) -> String {
        let name = command.commandName == "watch" ? "[watch]" : command.commandName
        let words = command.ownArguments.filter { $0.kind == .positional }.map {
            $0.isOptional ? "[\($0.written)]" : $0.written
        }
        let hasOptions = command.ownArguments.contains { $0.kind != .positional }
        return (["`wick` \(name)"] + (hasOptions ? ["[options]"] : []) + words).joined(separator: " ")
    }

    private static func add(_ command: CommandDescription, to page: inout Roff) {
        page.subsection("wick \(command.commandName)")
        page.paragraphs("\(command.abstract ?? "")\n\n\(command.discussion ?? "")")
        for argument in command.ownArguments {
            let usual = argument.defaultValue.map { " Default: \($0)." } ?? ""
            page.item(argument.written, (argument.abstract ?? "") + usual)
        }
    }

    private static func addConfiguration(to page: inout Roff) {
        page.section("CONFIGURATION")
        page.paragraphs(
            """
            `wick init` writes the files with all their keys, and `wick check` names every mistake in them. \
            \(ConfigurationReference.introduction)
            """)
        for part in ConfigurationReference.parts {
            page.subsection(part.title)
            for row in part.rows {
                page.item(row.name, sentence(row.meaning) + " \(sentence(row.allowed)) Default: \(row.usual).")
            }
        }
    }

    private static func addSurroundings(to page: inout Roff) {
        page.section("ENVIRONMENT")
        for (name, meaning) in Environment.meanings { page.item(name, meaning) }
        page.section("FILES")
        page.item("~/.config/wick/live.yaml, risk.json", "The configuration and the settings of the risk engine.")
        page.item("~/.local/state/wick/signals.jsonl", "The journal of signals, one JSON object a line.")
        page.item("~/.local/state/wick/wick.log", "The log.")
        page.paragraphs("`wick info` says which files these are here.")
        page.section("EXIT STATUS")
        for (code, meaning) in ExitCode.meanings { page.item("\(code.rawValue)", sentence(meaning)) }
        page.section("EXAMPLES")
        page.item("wick --exchange simulated", "Shows the monitor without a network or an account.")
        page.item("wick BTCUSDT ETHUSDT --exchange binance --timeframe 5m", "Watches two symbols on Binance.")
        page.item("wick --headless --format jsonl", "Writes candles and signals to standard output for programs.")
    }

    private static func sentence(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst() + (words.hasSuffix(".") ? "" : ".")
    }
}

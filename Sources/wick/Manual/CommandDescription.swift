import ArgumentParser
import FoundationEssentials

/// A command as its definition describes it, read from what the argument parser tells of it.
struct CommandDescription: Decodable {
    /// An argument, an option or a flag.
    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }

        struct Name: Decodable {
            enum Kind: String, Decodable { case long, short, longWithSingleDash }

            var kind: Kind
            var name: String

            var written: String { kind == .long ? "--\(name)" : "-\(name)" }
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var abstract: String?

        /// As one writes it: `--exchange <exchange>`, `<files> ...`.
        var written: String {
            let value = "<\(valueName ?? "value")>"
            let name = names?.map(\.written).joined(separator: ", ") ?? ""
            return switch kind {
            case .positional: value + (isRepeating ? " ..." : "")
            case .option: "\(name) \(value)"
            case .flag: name
            }
        }

        /// Each command has these two; they are told once.
        var isCommon: Bool { names?.contains { ["help", "version"].contains($0.name) } ?? false }
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [CommandDescription]?

    /// The arguments that are its own and no secret.
    var ownArguments: [Argument] { arguments?.filter { $0.shouldDisplay && !$0.isCommon } ?? [] }

    /// Those below it that the help shows.
    var shownSubcommands: [CommandDescription] {
        subcommands?.filter { $0.shouldDisplay && $0.commandName != "help" } ?? []
    }

    /// What a command and those below it are.
    static func of(_ command: (some ParsableCommand).Type) throws -> CommandDescription {
        try JSONDecoder().decode(ToolDescription.self, from: Data(command._dumpHelp().utf8)).command
    }
}

private struct ToolDescription: Decodable { var command: CommandDescription }

import ArgumentParser
import Glibc
import WickConfiguration
import WickEngine

/// `wick init`: a configuration of one's own, with every key explained, to change as one likes.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented configuration to the user's folder, and show where.",
        discussion: """
            Files that are there already stay as they are. With --force they are written anew, and the old ones are kept \
            with `~` behind their names.
            """)

    @Flag(help: "Write anew what is there.")
    var force = false

    func run() throws {
        guard let path = ConfigurationLocation.userFile(environment: Environment.variables) else {
            complain("wick: neither XDG_CONFIG_HOME nor HOME is a whole path, so there is no folder to write to")
            throw ExitCode.usage
        }
        // The file that the other one names comes first: whoever reads meanwhile finds both or none.
        let files = [
            (path: path.dropLast("live.yaml".count) + "risk.json", text: ConfigurationReference.riskJSON()),
            (path: path[...], text: ConfigurationReference.yaml()),
        ]
        try checkAbsence(of: files.map { String($0.path) })
        for file in files { try write(file.text, to: String(file.path)) }
        for file in files.reversed() { print(file.path) }
        let read = ConfigurationLocation.find(option: nil, environment: Environment.variables) { access($0, F_OK) == 0 }
        if read.path != path { print("It is not what wick reads now: that is \(read).") }
        print("`wick check` says whether all is right after a change.")
    }

    private func checkAbsence(of paths: [String]) throws {
        let there = paths.filter { access($0, F_OK) == 0 }
        guard !force, !there.isEmpty else { return }
        for path in there { complain("\(path) is there already; --force writes it anew and keeps the old one") }
        throw ExitCode.usage
    }

    private func write(_ text: String, to path: String) throws {
        if force, rename(path, path + "~") != 0, errno != ENOENT {
            complain("\(path) cannot be put aside: \(SystemError(errno))")
            throw ExitCode.configuration
        }
        do throws(SystemError) {
            if try PrivateFile.writeNew(path, Array(text.utf8)) { return }
            complain("\(path) is there again: somebody else wrote it meanwhile")
        } catch {
            complain("\(path) cannot be written: \(error)")
        }
        throw ExitCode.configuration
    }
}

import ArgumentParser

/// `wick manual`: the manual page, for `make install` and for packages.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page: `wick manual | man -l -`.", shouldDisplay: false)

    func run() throws {
        print(try ManualPage.text(), terminator: "")
    }
}

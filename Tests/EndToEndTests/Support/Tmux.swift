import Foundation
import Testing

/// A terminal of a test's own: a tmux server that only this test knows, with a shell in it.
struct Tmux {
    /// Why a test of the screen does not run.
    static let absence: String = "tmux is not installed"
    /// Whether there is a tmux to test with.
    static let isPresent = ["/usr/local/bin", "/usr/bin", "/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/tmux")
    }

    private let workplace: Workplace
    private var socket: String { "\(workplace.path)/tmux" }

    /// Opens a terminal, does what the test does, and closes it.
    static func with<Value>(
        columns: Int, rows: Int, in workplace: Workplace, _ body: (Tmux) async throws -> Value
    ) async throws -> Value {
        let tmux = Tmux(workplace: workplace)
        do {
            try await tmux.open(columns: columns, rows: rows)
            let value = try await body(tmux)
            try await tmux.close()
            return value
        } catch {
            try await tmux.close()
            throw error
        }
    }

    private func open(columns: Int, rows: Int) async throws {
        let settings = try workplace.write(
            """
            set -g status off
            set -g default-terminal tmux-256color
            set -s escape-time 0
            """, to: "tmux.conf")
        // The shell says how a command ended, and its prompt is one that can be waited for.
        let profile = try workplace.write(
            """
            PS1='shell> '
            PATH="\(URL(filePath: Wick.path).deletingLastPathComponent().path):$PATH"
            ended() { echo "ended $?"; }
            """, to: "profile")
        // In place of the user's own shell, which tmux starts it by.
        try await command(
            "-f", settings, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "exec bash --noprofile --rcfile \(profile) -i")
        try await wait(for: "the shell") { $0.last { !$0.isEmpty } == "shell> ".trimmed }
    }

    private func close() async throws {
        let server = try await command("display-message", "-p", "#{pid}").first.flatMap { pid_t($0) }
        try await command("kill-server")
        try await waitUntil("the end of tmux") { server.map { kill($0, 0) != 0 } ?? true }
    }

    /// Does one of tmux's own commands, and gives what it says.
    @discardableResult
    func command(_ words: String...) async throws -> [String] {
        let done = try await run("tmux", ["-S", socket] + words, in: workplace)
        guard done.end == .exited(0) else { throw Overdue(description: "tmux \(words): \(done.errors)") }
        return done.lines
    }

    /// What is on the screen, without the blanks at the right of each line.
    func screen() async throws -> [String] { try await command("capture-pane", "-p").map(\.trimmed) }

    /// Presses keys, by tmux's names of them.
    func press(_ keys: String...) async throws {
        for key in keys { try await command("send-keys", key) }
    }

    /// Types a command line.
    func enter(_ line: String) async throws {
        try await command("send-keys", "-l", line)
        try await press("Enter")
    }

    /// Makes the terminal larger or smaller.
    func resize(columns: Int, rows: Int) async throws {
        try await command("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// A value of tmux about the terminal, such as `alternate_on`.
    func value(of variable: String) async throws -> String {
        try await command("display-message", "-p", "#{\(variable)}").first ?? ""
    }

    /// Writes the modes of the terminal to a file in the workplace.
    func noteModes(in file: String) async throws {
        try await enter("stty -a > \(file); echo noted \(file)")
        try await wait(for: "the note") { $0.contains("noted \(file)") && $0.last { $0 != "" } == "shell>" }
    }

    /// Checks that nobody has the screen, the cursor or the mouse.
    func expectGivenBack() async throws {
        for (variable, wanted) in [
            ("alternate_on", "0"), ("cursor_flag", "1"), ("keypad_flag", "0"), ("mouse_any_flag", "0"),
        ] {
            let found = try await value(of: variable)
            #expect(found == wanted, "\(variable)")
        }
    }

    /// The process that the shell runs.
    func child(named name: String) async throws -> pid_t? {
        let shell = try await value(of: "pane_pid")
        return try await run("pgrep", ["-P", shell, "-x", name], in: workplace).lines.first.flatMap { pid_t($0) }
    }

    /// Waits until the screen is so.
    /// - Returns: the screen that was so.
    @discardableResult
    func wait(for what: String, _ condition: ([String]) throws -> Bool) async throws -> [String] {
        var shown: [String] = []
        try await waitUntil(what, situation: { shown.joined(separator: "\n") }) {
            shown = try await screen()
            return try condition(shown)
        }
        return shown
    }

    /// Waits until all of these texts are on the screen.
    @discardableResult
    func wait(for texts: String...) async throws -> [String] {
        try await wait(for: "\(texts) on the screen") { screen in
            texts.allSatisfy { text in screen.contains { $0.contains(text) } }
        }
    }
}

extension String {
    /// Without blanks at the end.
    var trimmed: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

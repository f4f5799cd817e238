import Testing
import WickConfiguration

struct ConfigurationLocationTests {
    private func find(
        option: String? = nil, _ environment: [String: String], existing: Set<String> = []
    ) -> ConfigurationLocation {
        .find(option: option, environment: environment, exists: existing.contains)
    }

    @Test("takes --config before all, whether it exists or not")
    func takesTheOption() {
        let found = find(option: "mine.yaml", ["WICK_CONFIG": "/other.yaml"], existing: ["config/live.yaml"])
        #expect(found.source == .option)
        #expect(found.description == "mine.yaml (named by --config)")
    }

    @Test("takes $WICK_CONFIG next, whether it exists or not, unless it is empty")
    func takesTheVariable() {
        let found = find(
            ["WICK_CONFIG": "/other.yaml", "HOME": "/home/me"], existing: ["/home/me/.config/wick/live.yaml"])
        #expect(found.source == .environment)
        #expect(found.path == "/other.yaml")
        #expect(find(["WICK_CONFIG": ""]).source == .builtIn)
    }

    @Test("takes the user's folder next: XDG's, else the one in the home folder")
    func takesTheUsersFolder() {
        let (own, home) = ("/xdg/wick/live.yaml", "/home/me/.config/wick/live.yaml")
        let both: Set = [own, home, "config/live.yaml"]
        #expect(find(["XDG_CONFIG_HOME": "/xdg/", "HOME": "/home/me"], existing: both).path == own)
        #expect(find(["XDG_CONFIG_HOME": "", "HOME": "/home/me"], existing: both).path == home)
        #expect(find(["XDG_CONFIG_HOME": "relative", "HOME": "/home/me"], existing: both).path == home)
        #expect(find(["XDG_CONFIG_HOME": "/xdg", "HOME": "/home/me"], existing: [home]).source == .builtIn)
    }

    @Test("takes the working folder next, and says what is not there")
    func takesTheWorkingFolder() {
        let found = find(["HOME": "/home/me"], existing: ["config/live.yaml"])
        #expect(found.source == .workingFolder)
        #expect(found.absent == ["/home/me/.config/wick/live.yaml"])
    }

    @Test("else takes the built-in defaults, and says where it looked")
    func takesTheDefaults() {
        let found = find(["HOME": "/home/me"])
        #expect(found.path == nil)
        #expect(
            found.description
                == "built-in defaults (there is no /home/me/.config/wick/live.yaml or config/live.yaml)")
        #expect(find([:]).absent == ["config/live.yaml"])
    }
}

struct StateLocationTests {
    @Test("is XDG's folder, else the one in the home folder, else none")
    func isTheUsersFolder() {
        #expect(StateLocation(environment: ["XDG_STATE_HOME": "/state", "HOME": "/h"])?.folder == "/state/wick")
        #expect(
            StateLocation(environment: ["XDG_STATE_HOME": "state", "HOME": "/h"])?.folder == "/h/.local/state/wick")
        #expect(StateLocation(environment: ["HOME": "/h"])?.logFile == "/h/.local/state/wick/wick.log")
        #expect(StateLocation(environment: ["HOME": "/h"])?.journalFile == "/h/.local/state/wick/signals.jsonl")
        #expect(StateLocation(environment: [:]) == nil)
    }
}

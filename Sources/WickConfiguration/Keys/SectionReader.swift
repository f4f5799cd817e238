import WickRisk
import WickStrategy

/// Reads a file's mapping by the table of keys, and remembers what stood where.
struct SectionReader {
    /// What has been read; the default where nothing was, or a mistake.
    private(set) var configuration = Configuration.defaults
    /// The values that were read without a mistake, by the key's full name.
    private(set) var given: [String: Node] = [:]
    /// The keys whose values have a mistake: nothing more is said about them.
    private(set) var failed: Set<String> = []

    private static let keys = Dictionary(grouping: ConfigurationKey.table, by: \.section)

    /// Reads the whole file.
    mutating func read(_ root: Node, into mistakes: inout Mistakes) {
        guard !root.isNull else { return }
        guard case .mapping(let entries) = root.content else {
            if !root.isUnusable {
                mistakes.add(
                    line: root.line, "this is not a configuration. Write keys and values, such as 'exchange: binance'.")
            }
            return
        }
        for entry in entries {
            if ConfigurationKey.sections.contains(entry.key) {
                read(section: entry, into: &mistakes)
            } else {
                read(entry, in: "", into: &mistakes)
            }
        }
    }

    private mutating func read(section: Node.Entry, into mistakes: inout Mistakes) {
        switch section.value.content {
        case .mapping(let entries):
            for entry in entries { read(entry, in: section.key, into: &mistakes) }
        case .unusable:
            break
        case .scalar, .list:
            // A section with all its lines commented out is null, and has the defaults.
            guard !section.value.isNull else { break }
            let names = (Self.keys[section.key] ?? []).map(\.shortName).joined(separator: ", ")
            mistakes.add(
                line: section.value.line, "\(section.key) is a section. Write its keys indented below it: \(names).")
        }
    }

    private mutating func read(_ entry: Node.Entry, in section: String, into mistakes: inout Mistakes) {
        let keys = Self.keys[section] ?? []
        guard let key = keys.first(where: { $0.shortName == entry.key }) else {
            mistakes.add(line: entry.line, Self.unknown(entry.key, in: section))
            return
        }
        if key.read(entry.value, &configuration, &mistakes) {
            given[key.name] = entry.value
        } else {
            failed.insert(key.name)
        }
    }

    private static func unknown(_ name: String, in section: String) -> String {
        let place = section.isEmpty ? "" : " in \(section)"
        let here = (keys[section] ?? []).map(\.shortName) + (section.isEmpty ? ConfigurationKey.sections : [])
        let what = "there is no key \(name.quoted)\(place)."
        if let near = NearestName.of(name, among: here) { return "\(what) Did you mean '\(near)'?" }
        if let home = homes.first(where: { $0.name == name }) { return "\(what) It stands \(home.place)." }
        return "\(what) Use \(here.alternatives)."
    }

    /// Every name there is, with where it stands.
    private static let homes: [(name: String, place: String)] =
        ConfigurationKey.table.map { key in
            (key.shortName, key.section.isEmpty ? "at the top, outside every section" : "in the section \(key.section)")
        }
        + ConfigurationKey.sections.map { ($0, "at the top, as a section of its own") }
        + StrategyCatalog.all.flatMap(\.parameters).map { ($0.name, "in strategy.params") }
        + RiskSettings.table.definitions.map { ($0.name, "in the JSON file that risk.config_file names") }
}

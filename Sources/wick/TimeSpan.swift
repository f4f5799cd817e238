import ArgumentParser

/// A span of time on the command line: `90`, `5s`, `2m` or `1h`.
struct TimeSpan: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
        let unit = argument.last.flatMap { units[$0] }
        let digits = unit == nil ? Substring(argument) : argument.dropLast()
        guard let count = Double(digits), count > 0, count <= 1_000_000 else { return nil }
        duration = .milliseconds(Int64(count * (unit ?? 1) * 1000))
    }
}

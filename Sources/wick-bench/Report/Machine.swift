import CAllocations
import Glibc

/// The machine that the figures are of.
enum Machine {
    /// Processor, cores, kernel and the load of the last minute, in a line.
    static var description: String {
        let model =
            contents(of: "/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
            .flatMap { $0.split(separator: ":").last } ?? " processor unknown"
        let kernel = contents(of: "/proc/sys/kernel/osrelease").split(separator: "\n").first ?? "?"
        let load = contents(of: "/proc/loadavg").split(separator: " ").first ?? "?"
        return "\(model.dropFirst()), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, Linux \(kernel), load \(load)"
    }

    /// Bytes of this process that lie in memory.
    static var residentBytes: Int {
        let pages = contents(of: "/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Bytes that are allocated.
    static var heapBytes: Int { Int(bytes_allocated()) }

    /// A file of `/proc`; empty if it cannot be read.
    static func contents(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}

import Dispatch
import Glibc
import WickFeed
import WickMarket

/// The file that keeps over a restart which hosts have told us to stay away, and until when.
///
/// A line each, `UNTIL STATUS HOST REASON` with a blank between them, the first in milliseconds since 1970 UTC. It is
/// written anew as a whole, by a thread of its own, and read once at the start. Several processes may write it: each keeps
/// what the others wrote.
public final class BanFile: Sendable {
    /// The most bytes that are read, and the most bans that are kept.
    private static let bytesMax = 32 << 10, countMax = 32
    /// The longest host and the longest reason, in characters.
    private static let hostMax = 300, reasonMax = 300

    private let path: String
    private let onTrouble: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "wick.bans")

    /// - Parameters:
    ///   - path: the file; it need not exist.
    ///   - onTrouble: is told, on a thread of its own, why a ban could not be kept.
    public init(path: String, onTrouble: @escaping @Sendable (String) -> Void = { _ in }) {
        (self.path, self.onTrouble) = (path, onTrouble)
    }

    /// What is in force.
    /// - Parameter now: this machine's clock.
    /// - Returns: the bans that are not over, at most one a host; and what is wrong with the file, in words, or `nil`.
    public func read(now: Timestamp) -> (bans: [Ban], finding: String?) {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try PrivateFile.read(path, bytesMax: Self.bytesMax)
        } catch {
            return ([], error == .notThere ? nil : "\(path) cannot be read: \(error); no ban is known")
        }
        let (bans, damaged) = Self.parse(bytes, now: now)
        let finding = damaged == 0 ? nil : "\(path): \(damaged) lines make no sense and are passed over"
        return (bans, finding)
    }

    /// The bans of such lines that are in force, and how many lines make no sense.
    public static func parse(_ bytes: [UInt8], now: Timestamp) -> (bans: [Ban], damaged: Int) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let bans = lines.prefix(countMax).map { ban($0, now: now) }
        let damaged = bans.count { $0 == nil } + max(0, lines.count - countMax)
        return (inForce(bans.compactMap(\.self), now: now), damaged)
    }

    /// Writes a ban down, soon.
    public func keep(_ ban: Ban, now: Timestamp) {
        queue.async { [self] in
            let bans = Self.inForce(read(now: now).bans + [ban], now: now)
            do throws(SystemError) {
                try PrivateFile.replace(path, Array(bans.map(Self.line).joined().utf8))
            } catch {
                onTrouble("\(path) cannot be written: \(error); a ban will not outlive this run")
            }
        }
    }

    /// Waits until all is written.
    /// - Returns: whether that was in time.
    @discardableResult
    public func flush(within patience: Duration) -> Bool { queue.finish(within: patience) {} }

    // MARK: Parts

    /// The longest of each host, those that end last first.
    private static func inForce(_ bans: [Ban], now: Timestamp) -> [Ban] {
        var longest: [String: Ban] = [:]
        for ban in bans where ban.until > now {
            if let known = longest[ban.host], known.until >= ban.until { continue }
            longest[ban.host] = ban
        }
        return Array(longest.values.sorted { ($0.until, $0.host) > ($1.until, $1.host) }.prefix(countMax))
    }

    /// The line for a ban.
    public static func line(_ ban: Ban) -> String {
        let reason = ban.reason.harmless(" ", scalarsMax: reasonMax)
        return "\(ban.until.milliseconds) \(ban.status) \(ban.host.prefix(hostMax)) \(reason)\n"
    }

    /// A ban that cannot be meant, since it is longer than any, is none: the file or the clock is wrong.
    private static func ban(_ line: ArraySlice<UInt8>, now: Timestamp) -> Ban? {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 3)
        let longest = Ban.longest.components.seconds * 1000
        guard words.count == 4, let until = Int64(words[0]), let status = Int(words[1]), (0...999).contains(status),
            words[2].count <= hostMax, until <= now.milliseconds + longest
        else { return nil }
        return Ban(
            host: String(words[2]), until: Timestamp(milliseconds: until), status: status,
            reason: String(words[3]).harmless(" ", scalarsMax: reasonMax))
    }
}

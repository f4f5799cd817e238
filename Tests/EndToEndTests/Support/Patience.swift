import Foundation

/// Something that was waited for did not come about.
struct Overdue: Error, CustomStringConvertible {
    let description: String
}

/// Waits on a condition, looking again after each pause.
///
/// - Parameters:
///   - what: what is waited for, for the message when it does not come about.
///   - patience: generous, for a machine that is busy with other tests; it is only ever spent by a failure.
///   - situation: what there is instead, for that message.
func waitUntil(
    _ what: String, within patience: Duration = .seconds(60), every pause: Duration = .milliseconds(10),
    situation: () async throws -> String = { "" },
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + patience
    while try await !condition() {
        guard ContinuousClock.now < end else {
            throw try await Overdue(description: "not within \(patience): \(what)\n\(situation())")
        }
        try await Task.sleep(for: pause)
    }
}

/// How long a stop may take here: a second, and much more for a machine that stands still for a moment. What a stop must not
/// wait for, such as a frozen exchange, takes longer still.
let stopPatience = Duration.seconds(20)

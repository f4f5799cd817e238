import Glibc
import Synchronization
import WickEngine
import WickScreen
import WickScreenKit
import WickTerminal

// The monitor on a made-up market, for tests of the terminal: `WickTerminalProbe [still|moving|crash|abort|error] [symbols]`.

let arguments = CommandLine.arguments.dropFirst()
let manner = arguments.first ?? "moving"
let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 3

/// What the screen wants to see, told from its thread to the market's.
final class Wish: Sendable {
    let request = Mutex(SnapshotRequest())
}

func complain(_ text: String) {
    let line = text + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
}

let wish = Wish()
let mailbox = try SnapshotMailbox()
let market = try DemoMarket(seed: 7, symbols: count)
mailbox.post(market.snapshot(SnapshotRequest()))

/// Runs the market until the process ends.
func runMarket(_ start: DemoMarket, _ manner: String, _ wish: Wish, _ mailbox: SnapshotMailbox) {
    var (market, beats) = (start, 0)
    while true {
        usleep(100_000)
        beats += 1
        if manner != "still" { market.advance(seconds: 1) }
        if manner == "error" { complain("something went wrong \(beats)") }
        if manner == "crash", beats == 20 { UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1 }
        if manner == "abort", beats == 20 { abort() }
        if manner == "trap", beats == 20 { fatalError("trapped on purpose") }
        mailbox.post(market.snapshot(wish.request.withLock { $0 }))
    }
}

let task = Task.detached { [market, manner] in runMarket(market, manner, wish, mailbox) }
do throws(TerminalError) {
    let reason = try TerminalMonitor.run(mailbox: mailbox, options: ScreenOptions(bell: true)) { request in
        wish.request.withLock { $0 = request }
    }
    print("left: \(reason)")
} catch {
    complain("WickTerminalProbe: \(error)")
    exit(69)
}

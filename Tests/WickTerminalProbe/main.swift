import Glibc
import Synchronization
import WickEngine
import WickFeed
import WickScreen
import WickScreenKit
import WickTerminal

// The monitor on a made-up market, for looking at it and for tests of the terminal:
// `WickTerminalProbe [moving|still|crash|abort|trap|exit|overflow|error|ignorant] [symbols] [theme]`.

let arguments = CommandLine.arguments.dropFirst()
let manner = arguments.first ?? "moving"
let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 3
let theme = arguments.dropFirst(2).first.flatMap { ScreenOptions.Theme(rawValue: $0) } ?? .standard

/// What the screen wants to see, told from its thread to the market's.
final class Wish: Sendable {
    let request = Mutex(SnapshotRequest())
}

func complain(_ text: String) {
    let line = text + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
}

if manner == "ignorant" { signal(SIGHUP, SIG_IGN) }
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
        if manner == "crash", beats == 3 { UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1 }
        if manner == "abort", beats == 3 { abort() }
        if manner == "trap", beats == 3 { fatalError("trapped on purpose") }
        if manner == "exit", beats == 3 { exit(70) }
        if manner == "error", beats == 5 { market.status = FeedStatus(state: .stale, detail: "five beats") }
        mailbox.post(market.snapshot(wish.request.withLock { $0 }))
    }
}

/// Uses up the stack.
func dive(_ depth: Int) -> Int { depth < 0 ? 0 : 1 &+ dive(depth &+ 1) }

let task = Task.detached { [market, manner] in runMarket(market, manner, wish, mailbox) }
do throws(TerminalError) {
    let reason = try TerminalMonitor.run(mailbox: mailbox, options: ScreenOptions(theme: theme, bell: true)) {
        request in
        wish.request.withLock { $0 = request }
        if manner == "overflow", request.selected?.symbol.name == "ETHUSDT" { complain("\(dive(1))") }
    }
    print("left: \(reason)")
    if reason == .terminalGone { exit(3) }
} catch {
    complain("WickTerminalProbe: \(error)")
    exit(69)
}

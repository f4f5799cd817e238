/// The first byte of an entry. A number is never given anew: files outlive programs.
enum EntryKind: UInt8 {
    case header = 0
    case started = 1
    case opening = 2
    case connected = 3
    case sent = 4
    case received = 5
    case ended = 6
    case disconnected = 7
    case asked = 8
    case answered = 9
    case unanswered = 10
    case timer = 11
    case stopped = 12
    case drew = 13
    case closed = 14
    case missed = 15
    case read = 16
    case commanded = 17
    case configured = 18
}

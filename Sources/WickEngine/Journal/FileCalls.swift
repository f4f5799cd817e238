import Glibc

/// The calls of the system that a disk can refuse, as values: a test puts a bad disk in their place.
struct FileCalls: Sendable {
    /// As `write`: how many bytes, or −1 with `errno`.
    var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int = { Glibc.write($0, $1.baseAddress, $1.count) }
    /// As `fdatasync`: 0, or −1 with `errno`.
    var sync: @Sendable (Int32) -> Int32 = { fdatasync($0) }
}

import Testing

/// The built program, run from outside as a user runs it.
///
/// One test after another: each runs up to three busy processes.
@Suite(.serialized)
enum EndToEnd {}

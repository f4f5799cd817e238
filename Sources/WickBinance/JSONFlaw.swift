/// What is wrong with a message, and at which byte.
struct JSONFlaw: Error {
    /// In few words.
    let what: StaticString
    /// The offset of the byte, from 0; the length of the message where it ends too early.
    let offset: Int
}

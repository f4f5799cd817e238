/// Why a file cannot be read any further.
struct NodeFailure: Error {
    let line: Int
    let text: String
}

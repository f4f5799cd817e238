extension DecodingError {
    /// What an error of decoding says, with its place in the answer: `at 3.1: 'x' is not a decimal`.
    static func words(for error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return place(context) + context.debugDescription
        case .keyNotFound(let key, let context): return place(context) + "no '\(key.stringValue)'"
        @unknown default: return "\(error)"
        }
    }

    private static func place(_ context: Context) -> String {
        guard !context.codingPath.isEmpty else { return "" }
        let steps: [String] = context.codingPath.map { key in
            if let index = key.intValue { return "\(index)" }
            return key.stringValue
        }
        return "at \(steps.joined(separator: ".")): "
    }
}

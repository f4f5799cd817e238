import WickConfiguration

/// Reads the bytes before the first zero as `live.yaml`, and those behind it as the `risk.json` that it may name.
///
/// Nothing may trap or leak. What is refused has a mistake that is one line and stands on a line of its file; what is
/// taken gives a strategy for every symbol.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneConfiguration(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let parts = UnsafeBufferPointer(start: start, count: count)
        .split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
    let (yaml, json) = (parts.first ?? [], parts.count > 1 ? parts[1] : [])
    do {
        let read = try ConfigurationLoader.parse(yaml: yaml, path: "live.yaml") { _ throws(FileProblem) in json }
        precondition((1...Configuration.symbolsMax).contains(read.symbols.count), "\(read.symbols.count) symbols")
        precondition(Set(read.symbols).count == read.symbols.count, "a symbol stands twice")
        precondition(read.exchange.timeframes.contains(read.timeframe), "a timeframe that is not offered")
        for symbol in read.symbols { _ = try read.makeStrategy(for: symbol) }
    } catch let error as ConfigurationError {
        precondition(!error.mistakes.isEmpty, "refused without a reason")
        for mistake in error.mistakes { check(mistake, mistake.path == "live.yaml" ? yaml : json) }
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}

private func check(_ mistake: Mistake, _ bytes: [UInt8]) {
    let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    precondition(mistake.line.map { (1...lines).contains($0) } ?? true, mistake.description)
    let isOneLine = mistake.description.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
    }
    precondition(isOneLine && !mistake.text.isEmpty, mistake.text)
}

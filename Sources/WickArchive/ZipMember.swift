/// Where a file lies in a zip, as the zip's directory says.
struct ZipMember: Equatable {
    /// How the bytes are packed.
    enum Method: Equatable {
        case stored, deflated
        /// Another compression (PKWARE's number), which is not read here.
        case other(UInt16)
    }

    var name: [UInt8]
    var method: Method
    var isEncrypted: Bool
    var checksum: UInt32
    var packedSize, size: UInt64
    /// Where its local header starts in the zip.
    var offset: UInt64

    /// Whether the name ends in `.csv` and is not one of the hidden files that macOS adds.
    var isCSV: Bool {
        let base = name.split(separator: UInt8(ascii: "/")).last ?? []
        return name.last != UInt8(ascii: "/") && base.first != UInt8(ascii: ".")
            && base.suffix(4).elementsEqual(Array(".csv".utf8))
    }
}

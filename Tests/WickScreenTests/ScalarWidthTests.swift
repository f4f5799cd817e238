import Testing

@testable import WickScreen

struct ScalarWidthTests {
    @Test("signs that are known to be narrow are assigned, and are neither marks nor formats")
    func commonSigns() {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x2010...0x2027, 0x2190...0x2319, 0x2500...0x25FC, 0x2800...0x28FF,
        ]
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
            #expect(scalar.cellWidth == 1 && !scalar.isUnprintable)
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .unassigned, .privateUse,
                .lineSeparator, .paragraphSeparator, .surrogate:
                Issue.record("U+\(String(scalar.value, radix: 16)) has no cell of its own")
            default: break
            }
        }
    }
}

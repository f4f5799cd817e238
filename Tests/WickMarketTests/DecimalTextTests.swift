import Foundation
import Testing
import WickMarket
import WickTestKit

struct DecimalTextTests {
    private func parse(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBytes { DecimalText.parse($0) }
    }

    /// Whether the parser takes `text` and finds the very bits that `Double(String)` finds.
    private func agrees(_ text: String) -> Bool {
        guard let value = parse(text), let expected = Double(text) else { return false }
        return value.bitPattern == expected.bitPattern
    }

    @Test(
        "takes decimal text",
        arguments: [
            "0", "-0", "+0", "00", "0.0", "-0.00000000", "7", "+7", "-7", "7.", ".5", "-.5", "62387.90000000",
            "0.00000638", "1.97e-06", "1.97E+6", "5e0", "5.e1", "1.50e10", "1.0e0", "1e-400", "4.9e-324", "1.7e308",
            "123456789012345678901234567890", "0.1234567890123456789012345678901234567890",
            "9007199254740992", "9007199254740993", "90071992547409930.00000000", "9007199254740993.5",
            "1234567890123.00000000", "18446744073709551616", "99999999999999999999.9", "0000000000000000000000001.5",
        ])
    func takes(text: String) {
        #expect(agrees(text))
    }

    @Test(
        "refuses everything else",
        arguments: [
            "", " ", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1e5.0", "1e5e5", "1.2.3", "1..2", "--1", "+-1",
            "1-",
            " 1", "1 ", "1\n", "1\r", "1,0", "1_000", "NaN", "nan", "inf", "-inf", "infinity", "0x1p3", "0x10", "1f",
            "１",
            "1\u{0}", "1.0\u{0}", "1.x0", "x", "\"1\"", "1e999", "-1e999",
        ])
    func refuses(text: String) {
        #expect(parse(text) == nil)
    }

    @Test("takes 64 bytes and no more")
    func bound() {
        #expect(agrees("1." + String(repeating: "0", count: 62)))
        #expect(agrees("1." + String(repeating: "3", count: 62)))
        #expect(parse("1." + String(repeating: "0", count: 63)) == nil)
        #expect(parse(String(repeating: "0", count: 65)) == nil)
        #expect(DecimalText.parse(UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    }

    @Test("rounds as Double(String) does, at every length of integer and fraction", arguments: 0..<8 as Range<UInt64>)
    func rounds(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func digits(_ count: Int) -> String {
            String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &random))) })
        }
        for _ in 0..<5000 {
            let sign = ["", "-", "+"].randomElement(using: &random) ?? ""
            let integer = digits(.random(in: 1...21, using: &random))
            let zeros = String(repeating: "0", count: .random(in: 0...3, using: &random))
            let fraction = digits(.random(in: 0...25, using: &random)) + zeros
            let text = sign + integer + (fraction.isEmpty ? "" : ".\(fraction)")
            #expect(agrees(text), "\(text)")
        }
    }

    @Test("reads back every Double from its shortest text", arguments: 0..<4 as Range<UInt64>)
    func readsBack(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<5000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(parse("\(value)")?.bitPattern == value.bitPattern, "\(value)")
        }
    }

    @Test("takes or refuses any bytes as a grammar in words says", arguments: 0..<4 as Range<UInt64>)
    func grammar(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let grammar = /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/
        for _ in 0..<3000 {
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    "0019.+-eE x".randomElement(using: &random) ?? "0"
                })
            let isFinite = Double(text)?.isFinite ?? false
            #expect((parse(text) != nil) == (try grammar.wholeMatch(in: text) != nil && isFinite), "\(text)")
        }
    }

    @Test("reads recorded numbers", .enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
    func recorded() throws {
        let files = [
            "binance-spot-klines/15m/BTCUSDT-15m-2024-03-05.csv",
            "binance-low-price/PEPEUSDT-1d-2023-05-05_2025-12-31.csv",
        ]
        for file in files {
            let text = try String(contentsOfFile: SharedData.path("data/\(file)"), encoding: .utf8)
            let fields = text.split { $0 == "," || $0.isNewline }
            #expect(fields.count > 1000)
            for field in fields { #expect(agrees(String(field)), "\(field)") }
        }
    }
}

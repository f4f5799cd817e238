import Testing
import WickMarket

struct DoubleTextTests {
    @Test(
        "writes a number with a fixed number of digits",
        arguments: [
            (63493.83, 2, "63493.83"), (-0.5, 2, "-0.50"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"),
            (1e-8, 8, "0.00000001"),
            (7, 0, "7"), (9.999, 2, "10.00"), (.infinity, 2, "inf"), (.nan, 2, "nan"), (1e300, 2, "1e+300"),
            (1, -3, "1"),
        ] as [(Double, Int, String)])
    func fixed(number: Double, digits: Int, text: String) {
        #expect(number.text(digits: digits) == text)
    }

    @Test(
        "writes a number as briefly as five significant digits allow",
        arguments: [
            (0.2, "0.2"), (166.4428571, "166.44"), (63493.83, "63494"), (1_234_567.8, "1234568"), (20, "20"), (0, "0"),
            (0.000012345678, "0.000012346"), (-4.12, "-4.12"), (9.999999, "10"), (.nan, "nan"), (-.infinity, "-inf"),
        ] as [(Double, String)])
    func brief(number: Double, text: String) {
        #expect(number.text == text)
    }

    @Test("tells two different numbers apart", arguments: [(4.9999999, 5), (1e-30, 0), (0.1 + 0.2, 0.3), (1, 2)])
    func apart(first: Double, second: Double) {
        let texts = Double.texts(first, second)
        #expect(texts.first != texts.second)
        #expect(Double.texts(first, first).first == first.text)
    }
}

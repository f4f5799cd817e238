import Testing
import WickMarket

struct ParameterTableTests {
    enum Form: String, CaseIterable, Sendable { case simple, wilder }

    struct Settings: Equatable, Sendable {
        var period = 14
        var form = Form.simple
        var share = 0.2
        var cap: Double?
    }

    let table = ParameterTable(
        defaults: Settings(),
        .integer("period", \.period, in: 1...100, "candles looked at"),
        .choice("form", \.form, "how to average"),
        .number("share", \.share, in: 0...1, "fraction of the equity"),
        .optionalNumber("cap", \.cap, in: 0.5...2, "largest notional; null for none"))

    @Test("takes the defaults from the settings themselves")
    func defaults() {
        #expect(table.definitions.map(\.defaultValue) == [.integer(14), .text("simple"), .number(0.2), .null])
        #expect(table.settings(from: [:]).settings == Settings())
        #expect(table.values(of: Settings())["share"] == .number(0.2))
    }

    @Test("puts values in, whole numbers also where a fraction may stand")
    func putsIn() {
        let (settings, mistakes) = table.settings(from: [
            "period": .integer(7), "form": .text("wilder"), "share": .integer(1), "cap": .number(0.5),
        ])
        #expect(settings == Settings(period: 7, form: .wilder, share: 1, cap: 0.5))
        #expect(mistakes.isEmpty)
    }

    @Test("null switches an optional parameter off")
    func null() {
        #expect(table.settings(from: ["cap": .null]).mistakes.isEmpty)
        #expect(table.settings(from: ["share": .null]).mistakes.map(\.parameters) == [["share"]])
    }

    @Test(
        "leaves out what is not allowed, and says what is",
        arguments: [
            ("period", .integer(0), "period cannot be 0: use a whole number from 1 to 100"),
            ("period", .number(7), "period cannot be 7: use a whole number from 1 to 100"),
            ("form", .text("wild"), "form cannot be 'wild': use simple or wilder"),
            ("share", .number(.infinity), "share cannot be inf: use a number from 0 to 1"),
            ("cap", .text("none"), "cap cannot be 'none': use a number from 0.5 to 2, or null"),
            ("sahre", .integer(1), "there is no parameter 'sahre': use period, form, share, cap"),
        ] as [(String, ParameterValue, String)])
    func leavesOut(name: String, value: ParameterValue, text: String) {
        let (settings, mistakes) = table.settings(from: [name: value])
        #expect(settings == Settings())
        #expect(mistakes.map(\.description) == [text])
    }
}

import Testing

@testable import WickScreen

struct TableTests {
    private let table = Table(
        columns: [
            Table.Column(title: "name", alignment: .left, importance: 3),
            Table.Column(title: "price", alignment: .point, importance: 2),
            Table.Column(title: "never", alignment: .left, importance: 9),
            Table.Column(title: "why", alignment: .right, importance: 1),
        ],
        rows: [
            Table.Row(cells: ["BTC", "67,123.45", "", "x"]), Table.Row(cells: ["DOGE", "0.18123", "", "yy"]),
        ])

    @Test(
        "gives up gaps, then separators, then the point, then columns",
        arguments: [
            (23, ["name         price  why", "BTC   67,123.45       x", "DOGE       0.18123   yy"]),
            (22, ["name        price why", "BTC  67,123.45      x", "DOGE      0.18123  yy"]),
            (20, ["name       price why", "BTC  67123.45      x", "DOGE     0.18123  yy"]),
            (17, ["name    price why", "BTC  67123.45   x", "DOGE  0.18123  yy"]),
            (16, ["name       price", "BTC  67123.45", "DOGE     0.18123"]),
            (13, ["name    price", "BTC  67123.45", "DOGE  0.18123"]),
            (12, ["name", "BTC", "DOGE"]),
            (3, ["", "", ""]),
        ])
    func fits(width: Int, lines: [String]) {
        #expect(table.grid(Size(columns: width, rows: 3)).lines == lines)
    }

    @Test("aligns numbers on the point where there is room")
    func alignsOnThePoint() {
        let lines = table.grid(Size(columns: 40, rows: 3)).lines
        let points = lines.dropFirst().map { line in
            line.firstIndex(of: ".").map { line.distance(from: line.startIndex, to: $0) }
        }
        #expect(points == [12, 12])
        #expect(lines[1].contains("67,123.45"))
    }

    @Test("leaves out a column without anything in it")
    func leavesOutEmptyColumns() {
        #expect(!table.grid(Size(columns: 80, rows: 3)).lines[0].contains("never"))
    }

    @Test("writes a remark instead of the cells from its column on")
    func writesRemarks() {
        var table = table
        table.rows[1].remark = (1, "refused: too small")
        let lines = table.grid(Size(columns: 24, rows: 3)).lines
        #expect(lines[1] == "BTC   67,123.45    x")
        #expect(lines[2] == "DOGE  refused: too small")
        table.rows[0].remark = (1, "refused, too")
        #expect(table.grid(Size(columns: 24, rows: 3)).lines[1] == "BTC   refused, too")
        #expect(table.grid(Size(columns: 9, rows: 3)).lines == ["name", "BTC  ref…", "DOGE ref…"])
    }
}

import Testing

@testable import WickScreen

struct GridTests {
    private func line(_ text: StyledText, columns: Int, at column: Int = 0, width: Int = .max) -> String {
        var grid = Grid(Size(columns: columns, rows: 1))
        grid.put(text, row: 0, column: column, width: width)
        return grid.lines[0]
    }

    @Test("cuts text at the edge, and says so")
    func cutsText() {
        #expect(line("watching", columns: 8) == "watching")
        #expect(line("watching", columns: 7) == "watchi…")
        #expect(line("watching", columns: 20, width: 3) == "wa…")
        #expect(line("watching", columns: 20, at: -3) == "ching")
        #expect(line("watching", columns: 5, at: 5) == "")
        #expect(line("watching", columns: 0) == "")
    }

    @Test("gives a wide scalar two cells, and never half of one")
    func placesWideScalars() {
        #expect(line("币安A", columns: 5) == "币安A")
        #expect(line("币安A", columns: 4) == "币…")
        #expect(line("币安", columns: 3) == "币…")
        var grid = Grid(Size(columns: 6, rows: 1))
        grid.put("币安", row: 0, column: 0)
        #expect(grid[0, 1].isContinuation)
        grid.put("x", row: 0, column: 1)
        #expect(grid.lines == [" x安"])
        grid.put("y", row: 0, column: 2)
        #expect(grid.lines == [" xy"])
        grid.put("币", row: 0, column: 1)
        #expect(grid.lines == [" 币"])
    }

    @Test("lets no control character and nothing without a width into a cell")
    func keepsControlsOut() {
        #expect(line("a\u{1B}[31mb\u{7}\u{0}\u{9B}", columns: 20) == "a?[31mb???")
        #expect(line("a\u{202E}b\u{200B}c\u{301}", columns: 20) == "abc")
        #expect(line("\r\n", columns: 20) == "??")
    }

    @Test("draws a grid on another, cut at the edges")
    func drawsGrids() {
        var small = Grid(Size(columns: 3, rows: 2))
        small.put("币a", row: 0, column: 0)
        small.put("xyz", row: 1, column: 0)
        var grid = Grid(Size(columns: 4, rows: 2))
        grid.draw(small, row: 0, column: 2)
        #expect(grid.lines == ["  币", "  xy"])
        grid.draw(small, row: 1, column: 3)
        #expect(grid.lines == ["  币", "  x"])
    }

    @Test("knows which part of a row changed, and cuts no wide scalar in half")
    func findsChanges() {
        func grid(_ text: StyledText) -> Grid {
            var grid = Grid(Size(columns: 8, rows: 2))
            grid.put(text, row: 1, column: 0)
            return grid
        }
        func changed(_ old: StyledText, _ new: StyledText) -> Range<Int> {
            grid(new).changedColumns(in: 1, since: grid(old))
        }
        #expect(changed("12345678", "12345678").isEmpty)
        #expect(changed("12345678", "1x34y678") == 1..<5)
        #expect(changed("12345678", "x234567y") == 0..<8)
        #expect(changed("a", StyledText("a", .up)) == 0..<1)
        #expect(changed("a币c", "a安c") == 1..<3)
        #expect(changed("a币c", "abbc") == 1..<3)
        #expect(changed("abbc", "ab币") == 2..<4)
        #expect(changed("币cc", StyledText("币") + StyledText("d") + "c") == 2..<3)
        #expect(grid("x").changedColumns(in: 0, since: grid("y")).isEmpty)
    }

    @Test("says the same in ASCII")
    func translates() {
        var grid = Grid(Size(columns: 12, rows: 1))
        grid.put("▲ 1.2× 币 –", row: 0, column: 0)
        #expect(grid.inASCII.lines == ["^ 1.2x ?? -"])
    }

    @Test("keeps styles with their cells")
    func keepsStyles() {
        var grid = Grid(Size(columns: 4, rows: 1))
        grid.put(StyledText("a", .up) + StyledText("b", .down).marked(selected: true, stale: true), row: 0, column: 1)
        #expect(grid[0, 0].style == .plain)
        #expect(grid[0, 1].style == Style(.up))
        #expect(grid[0, 2].style == Style(.down, isSelected: true, isStale: true))
        #expect(grid[9, 9] == .blank)
    }
}

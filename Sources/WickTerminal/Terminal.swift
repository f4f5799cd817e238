import CNcurses
import Glibc
import WickScreen

/// The terminal while the screen is up: the owner of ncurses, for one thread.
package final class Terminal {
    /// Whether signs beyond ASCII can be shown.
    let isUnicode: Bool
    /// Whether colours are shown.
    var isColoured: Bool { palette.hasColours }
    private let screen: OpaquePointer
    /// Reading keys from a pad, unlike from a window, never writes to the screen.
    private let keyboard: UnsafeMutablePointer<WINDOW>
    private let colours: ScreenOptions.Choice
    private var palette: Palette
    private let hold: StandardErrorHold
    /// Whether the terminal cannot hide its cursor.
    private var hasCursor = false
    private var shown: Grid?

    /// Takes the terminal over. Signal handlers must be in place already, or ncurses would install its own.
    package init(_ options: ScreenOptions) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        Self.chooseCharacterSet(options.unicode)
        var modes = termios()
        let hasModes = tcgetattr(STDIN_FILENO, &modes) == 0
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        guard !name.isEmpty, let screen = wick_newterm(Self.openInput()) else { throw .unknownTerminal(name) }
        guard let keyboard = newpad(1, 1), TerminfoStrings.has("cup") else {
            endwin()
            throw .noCursorMovement(name)
        }
        do {
            hold = try StandardErrorHold()
        } catch {
            endwin()
            throw error
        }
        (self.screen, self.keyboard) = (screen, keyboard)
        isUnicode = Self.isUnicode(options.unicode, terminal: name)
        colours = options.colours
        palette = Palette(options.colours, options.theme)
        CrashRescue.install(
            sequence: TerminfoStrings.restoring(mouse: options.mouse), modes: hasModes ? modes : nil, hold: hold)
        setModes()
        if options.mouse { listenToMouse() }
    }

    /// The terminal opened anew, to be read without ever waiting; `nil` where that cannot be done.
    ///
    /// Behind a mouse event that nobody asked for, as the release of a button, ncurses waits for the next key, whatever
    /// `nodelay` says, and the picture would stand still. The input as it was given is shared with others, who may want to
    /// wait for it.
    private static func openInput() -> UnsafeMutablePointer<FILE>? {
        let descriptor = open("/proc/self/fd/\(STDIN_FILENO)", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return descriptor < 0 ? nil : fdopen(descriptor, "r")
    }

    /// Presses are told at once, and not held back to see whether they become clicks.
    private func listenToMouse() {
        mousemask(wick_wheel_up() | wick_wheel_down() | wick_button_pressed(), nil)
        mouseinterval(0)
    }

    private func setModes() {
        cbreak()
        noecho()
        nonl()
        set_escdelay(25)
        // A picture is written whole, whatever is typed meanwhile: ncurses need not ask for each line of it.
        typeahead(-1)
        keypad(keyboard, true)
        nodelay(keyboard, true)
        hasCursor = curs_set(0) == ERR
        // Ctrl-S must not stop the screen, nor Ctrl-V swallow a key.
        var modes = termios()
        if tcgetattr(STDIN_FILENO, &modes) == 0 {
            modes.c_iflag &= ~tcflag_t(IXON)
            modes.c_lflag &= ~tcflag_t(IEXTEN)
            tcsetattr(STDIN_FILENO, TCSANOW, &modes)
            def_prog_mode()
        }
    }

    /// Sets the locale's character set alone: decimal points must stay points.
    private static func chooseCharacterSet(_ choice: ScreenOptions.Choice) {
        setlocale(LC_CTYPE, "")
        if choice == .on, !hasUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    private static var hasUTF8: Bool { String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8" }

    private static func isUnicode(_ choice: ScreenOptions.Choice, terminal: String) -> Bool {
        switch choice {
        case .on: hasUTF8
        case .off: false
        case .auto: hasUTF8 && !terminal.hasPrefix("linux")
        }
    }

    /// The size as the terminal says it, and ncurses told of it.
    package func measure() -> Size {
        var window = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 {
            let (rows, columns) = (Int32(window.ws_row), Int32(window.ws_col))
            if is_term_resized(rows, columns) {
                resizeterm(rows, columns)
                shown = nil
            }
        }
        return Size(columns: Int(getmaxx(wick_stdscr())), rows: Int(getmaxy(wick_stdscr())))
    }

    /// Shows a grid: the cells that differ from those shown are written.
    package func show(_ grid: Grid) {
        let window = wick_stdscr()
        if shown?.size != grid.size { werase(window) }
        let before = shown?.size == grid.size ? shown : nil
        for row in 0..<grid.size.rows {
            let columns = before.map { grid.changedColumns(in: row, since: $0) } ?? 0..<grid.size.columns
            write(grid.row(row), columns, row: row, to: window)
        }
        shown = grid
        // A cursor that cannot be hidden waits in the lower left corner, where nothing stands.
        if hasCursor { wmove(window, Int32(grid.size.rows - 1), 0) }
        wnoutrefresh(window)
        doupdate()
        hold.trim()
    }

    /// Writes a part of a row as runs of one style; ncurses finds the cells in it that changed.
    private func write(
        _ cells: ArraySlice<Cell>, _ columns: Range<Int>, row: Int, to window: UnsafeMutablePointer<WINDOW>?
    ) {
        var rest = cells.dropFirst(columns.lowerBound).prefix(columns.count)
        while let first = rest.first {
            let run = rest.prefix { $0.style == first.style }
            let (attributes, pair) = palette.look(of: first.style)
            wattr_set(window, attributes, pair, nil)
            let text = run.indices.compactMap { Self.written(cells, at: $0) }
            mvwaddnwstr(window, Int32(row), Int32(run.startIndex - cells.startIndex), text, Int32(text.count))
            rest = rest[run.endIndex...]
        }
    }

    /// What to write for a cell; nothing for the right half of a wide one. Where the system and the grid differ on a
    /// scalar's width, marks of the right width stand in for it.
    private static func written(_ cells: ArraySlice<Cell>, at index: Int) -> wchar_t? {
        let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation
        let cell = cells[index]
        let value = wchar_t(bitPattern: cell.scalar.value)
        if cell.isContinuation {
            let left = cells[index - 1].scalar
            return wcwidth(wchar_t(bitPattern: left.value)) == 2 ? nil : wchar_t(UInt8(ascii: "?"))
        }
        if cell.scalar.isASCII { return value }
        return wcwidth(value) == (isWide ? 2 : 1) ? value : wchar_t(UInt8(ascii: "?"))
    }

    /// The keys pressed since the last call; `nil` if the terminal says that there is input but gives none: it is gone.
    ///
    /// To be called when `poll` says that there is something to read.
    func readKeys() -> [Key]? {
        let waiting = bytesWaiting()
        var (keys, count): ([Key], Int) = ([], 0)
        while true {
            var code = wint_t()
            let kind = wget_wch(keyboard, &code)
            guard kind != ERR else { break }
            count += 1
            if let key = Key(code: code, isFunctionKey: kind == KEY_CODE_YES) { keys.append(key) }
        }
        // A part of a character gives no key, but is taken.
        return count == 0 && bytesWaiting() == waiting ? nil : keys
    }

    private func bytesWaiting() -> Int32 {
        var count: Int32 = 0
        _ = ioctl(STDIN_FILENO, UInt(FIONREAD), &count)
        return count
    }

    /// Shows other colours.
    func choose(_ theme: Theme) {
        palette = Palette(colours, theme)
        shown = nil
    }

    /// Rings the terminal's bell.
    func ring() { beep() }

    /// Gives the terminal back for a while.
    func pause() { endwin() }

    /// Takes the terminal again and writes every cell anew, whatever has been written to it meanwhile.
    package func resume() {
        reset_prog_mode()
        clearok(wick_curscr(), true)
        wrefresh(wick_curscr())
    }

    /// Gives the terminal back for good, and then writes out what was held of standard error.
    package func end() {
        // tmux, resized meanwhile, would put the last picture above what it gives back.
        werase(wick_stdscr())
        wrefresh(wick_stdscr())
        endwin()
        CrashRescue.uninstall()
        hold.release()
        delwin(keyboard)
        delscreen(screen)
    }
}

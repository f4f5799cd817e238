import WickEngine

/// Makes the picture: from what the core says and what one looks at to cells.
public enum Screen {
    /// The picture of this moment; the same values give the same picture.
    ///
    /// - Parameter snapshot: what the core said last; `nil` before its first word.
    /// - Parameter view: what one looks at, and the size.
    /// - Parameter moment: the present.
    /// - Parameter isASCII: whether the terminal knows nothing beyond ASCII.
    /// - Parameter isColoured: whether it shows colours; without them what differs by colour differs by sign.
    public static func grid(
        _ snapshot: Snapshot?, view: ViewState, at moment: Moment, isASCII: Bool = false, isColoured: Bool = true
    ) -> Grid {
        var grid = picture(snapshot, view, moment, SignSet(isASCII: isASCII, isColoured: isColoured))
        if !view.isTooSmall, let dialog = view.dialog {
            DialogPanel.draw(dialog, snapshot?.timeframe, on: &grid)
        } else if !view.isTooSmall, let note = view.notes.shown(at: moment.now) {
            NotePanel.draw(note, on: &grid)
        }
        return isASCII ? grid.inASCII : grid
    }

    private static func picture(
        _ snapshot: Snapshot?, _ view: ViewState, _ moment: Moment, _ signs: SignSet
    ) -> Grid {
        if view.isTooSmall { return TooSmall.grid(view.size) }
        if view.page == .help { return HelpPage.grid(view.keyMap, from: view.place, sheet: view.helpSheet, view.size) }
        if view.page == .signal, let snapshot { return SignalPage.grid(snapshot, view, moment, signs) }
        if view.page == .ledger, let snapshot { return LedgerPage.grid(snapshot, view, moment) }
        if view.page == .messages, let snapshot { return MessagesPage.grid(snapshot, view, moment) }
        if view.page == .alerts { return AlertPage.grid(snapshot, view, moment) }
        return monitor(snapshot, view, moment, signs)
    }

    private static func monitor(
        _ snapshot: Snapshot?, _ view: ViewState, _ moment: Moment, _ signs: SignSet
    ) -> Grid {
        let (size, layout) = (view.size, view.layout)
        var stack = GridStack(size)
        stack.add(1) { StatusLine.grid(snapshot, isPaused: view.isPaused, moment, $0) }
        if let snapshot, layout.isShared {
            stack.add(size.rows - 2) { WideMonitor.grid(snapshot, view, moment, signs, $0) }
        } else if let snapshot {
            stack.add(layout.watchlist) { Watchlist.grid(snapshot, view, moment, $0) }
            if let selected = snapshot.selected {
                stack.add(layout.candles) { SelectedPane.grid(selected, snapshot, view, signs, $0) }
                stack.add(layout.readouts) { Readouts.grid(selected, snapshot, $0) }
            } else {
                stack.skip(layout.candles + layout.readouts)
            }
            stack.add(layout.log) { SignalLog.grid(snapshot, view, $0) }
        }
        stack.end { KeyLine.grid(snapshot, view.keyMap, in: view.place, $0) }
        return stack.grid
    }
}

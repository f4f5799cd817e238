/// A feed's place in the order of events. One whose feed has moved on or ended since is passed over.
struct DueFeed: Comparable {
    let time: Int64
    let feed: RunningFeed

    static func < (left: DueFeed, right: DueFeed) -> Bool {
        (left.time, left.feed.order) < (right.time, right.feed.order)
    }

    static func == (left: DueFeed, right: DueFeed) -> Bool { left.time == right.time && left.feed === right.feed }
}

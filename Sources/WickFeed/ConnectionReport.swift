/// One stream connection, as a person wants to know of it.
public struct ConnectionReport: Equatable, Sendable {
    /// Where it stands.
    public enum Phase: Equatable, Sendable {
        /// There is none: the next attempt is due in so long, or at once.
        case waiting(Duration?)
        /// It is being made.
        case connecting
        /// Messages may pass.
        case open
        /// Another one takes its place.
        case leaving
    }

    /// Its number, from 1; 0 while there is none.
    public var number: Int
    /// Where it stands.
    public var phase: Phase
    /// Whether it brings data.
    public var link: LinkState
    /// The streams that it is for, and those of them whose first message has not come.
    public var streams: Int, awaited: Int
    /// How long it has been open.
    public var age: Duration?
    /// How long ago its last candle came.
    public var dataAge: Duration?
    /// How long until it is replaced, before the exchange cuts it.
    public var replacedIn: Duration?
    /// How long the last ping took to be answered.
    public var roundTrip: Duration?
    /// How many times it was made anew since the start.
    public var reconnects: Int

    /// A report of these values.
    public init(
        number: Int, phase: Phase, link: LinkState = .live, streams: Int, awaited: Int = 0, age: Duration? = nil,
        dataAge: Duration? = nil, replacedIn: Duration? = nil, roundTrip: Duration? = nil, reconnects: Int = 0
    ) {
        (self.number, self.phase, self.link) = (number, phase, link)
        (self.streams, self.awaited) = (streams, awaited)
        (self.age, self.dataAge, self.replacedIn) = (age, dataAge, replacedIn)
        (self.roundTrip, self.reconnects) = (roundTrip, reconnects)
    }
}

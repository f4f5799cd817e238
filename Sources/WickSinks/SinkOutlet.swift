/// A way for lines to leave by. Its calls wait as long as it takes, on the sink's own thread, and end when the sink has to
/// stop.
protocol SinkOutlet: Sendable {
    /// What to watch while there is nothing to send; it is ready when the other side is gone.
    var watched: Int32? { get }
    /// Starts the command, connects, or whatever it takes. Harmless when it is open.
    mutating func open(_ patience: SinkPatience) throws(SinkTrouble)
    /// Sends what is left of the batch; returns before all is sent when it stands still for some seconds, so that one can
    /// say so.
    mutating func send(_ batch: inout SinkBatch, _ patience: SinkPatience) throws(SinkTrouble)
    /// Lets go. It can be opened again.
    /// - Returns: what is known of why the other side is gone, in words.
    mutating func close(_ patience: SinkPatience) -> String?
}

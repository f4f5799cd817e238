import NIOCore

/// A kline stream that somebody is subscribed to.
final class RunningFeed {
    let name: StreamName
    /// The place among events of the same time, so that the order is the same in each run.
    let order: Int
    var feed: KlineFeed
    var subscribers: [StreamConnection] = []
    private let text: KlineText

    init(name: StreamName, order: Int, feed: KlineFeed, text: KlineText) {
        (self.name, self.order, self.feed, self.text) = (name, order, feed, text)
    }

    /// Hands each subscriber the push in the form that it asked for. A form is written once.
    func deliver(_ push: KlinePush, scratch: inout ByteText, allocator: ByteBufferAllocator) {
        var forms: [(isCombined: Bool, unit: TimeUnit, payload: ByteBuffer)] = []
        for subscriber in subscribers where subscriber.mutedStream != name {
            let (isCombined, unit) = (subscriber.isCombined, subscriber.unit)
            if let form = forms.first(where: { $0.isCombined == isCombined && $0.unit == unit }) {
                subscriber.send(form.payload, isClosed: push.isClosed)
                continue
            }
            scratch.clear()
            text.write(push, isCombined: isCombined, unit: unit, to: &scratch)
            let payload = allocator.buffer(bytes: scratch.bytes)
            forms.append((isCombined, unit, payload))
            subscriber.send(payload, isClosed: push.isClosed)
        }
    }
}

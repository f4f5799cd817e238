import Synchronization
import WickNetwork
import WickWebSocket

/// Sends lines to a URL, one request after another, each with all lines that wait at the time.
struct WebhookOutlet: SinkOutlet {
    /// The longest that a request may take, and the longest pause that an answer may ask for.
    private static let timeout = Duration.seconds(10), retryAfterMax = Duration.seconds(300)
    /// The largest answer that is read; nothing in it matters.
    static let answerBytesMax = 1 << 16

    private let url: String
    private let options: NetworkOptions
    private var loop: EventLoop?

    init(url: String, options: NetworkOptions) { (self.url, self.options) = (url, options) }

    var watched: Int32? { nil }

    mutating func open(_ patience: SinkPatience) throws(SinkTrouble) {
        guard loop == nil else { return }
        do throws(NetworkError) {
            loop = try EventLoop(name: "wick-webhook", options: options)
        } catch {
            throw .failed("\(error)")
        }
    }

    mutating func send(_ batch: inout SinkBatch, _ patience: SinkPatience) throws(SinkTrouble) {
        guard let loop else { return }
        let answer = Answer()
        let (url, body) = (url, Array(batch.rest))
        loop.execute {
            loop.post(
                url, headers: [HTTPHeader(name: "Content-Type", value: "application/x-ndjson")], body: body,
                timeout: Self.timeout, bodyBytesMax: Self.answerBytesMax
            ) { result in
                answer.value.withLock { $0 = result }
                patience.ring()
            }
        }
        while true {
            if let result = answer.value.withLock({ $0 }) { return try Self.settle(result, &batch) }
            _ = patience.wait()
            try patience.checkTime()
        }
    }

    mutating func close(_ patience: SinkPatience) -> String? {
        loop?.stop()
        loop = nil
        return nil
    }

    /// Taken, refused for good, or to be tried again.
    private static func settle(
        _ result: Result<HTTPResponse, NetworkError>, _ batch: inout SinkBatch
    ) throws(SinkTrouble) {
        switch result {
        case .success(let response):
            let text = "the server answered with status \(response.status)"
            switch response.status {
            case 200..<300: batch.finish()
            case 400..<500 where ![408, 425, 429].contains(response.status): throw .refused(text)
            default: throw .failed(text, retryAfter: retryAfter(response))
            }
        case .failure(.tooLarge), .failure(.headersTooLarge):
            // Whatever it said at such length, the request was answered.
            batch.finish()
        case .failure(let error):
            throw .failed("\(error)")
        }
    }

    private static func retryAfter(_ response: HTTPResponse) -> Duration? {
        response.header("retry-after").flatMap { Int64($0) }.map { min(retryAfterMax, .seconds(max(0, $0))) }
    }

    /// What came of a request; put there by the loop's thread.
    private final class Answer: Sendable {
        let value = Mutex<Result<HTTPResponse, NetworkError>?>(nil)
    }
}

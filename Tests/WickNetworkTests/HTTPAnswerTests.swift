import Testing
import WickWebSocket

@testable import WickNetwork

struct HTTPAnswerTests {
    private func answer(_ lines: [String], headersMax: Int = 8, headerBytesMax: Int = 1000) -> HTTPAnswer {
        let options = testOptions { ($0.headersMax, $0.headerBytesMax) = (headersMax, headerBytesMax) }
        var answer = HTTPAnswer(options: options, bodyBytesMax: 10)
        for line in lines { _ = Array("\(line)\r\n".utf8).withUnsafeBytes { answer.take(header: $0) } }
        return answer
    }

    @Test("keeps the last head only, and no trailers")
    func keepsLastHead() {
        let lines = ["HTTP/1.1 103 Hints", "A: 1", "", "HTTP/1.1 200 OK", "B: 2", "", "C: 3"]
        #expect(answer(lines).response(status: 200).headers == [HTTPHeader(name: "B", value: "2")])
    }

    @Test("trims values, and joins a header that goes on in the next line")
    func readsLines() {
        let lines = ["HTTP/1.1 200 OK", "A:  x: y \t", "B:", "C: one", " \ttwo", "no colon", ""]
        let expected = [("A", "x: y"), ("B", ""), ("C", "one two")].map { HTTPHeader(name: $0.0, value: $0.1) }
        #expect(answer(lines).response(status: 200).headers == expected)
    }

    @Test("takes as much as is allowed, and not more")
    func isBounded() {
        let lines = ["HTTP/1.1 200 OK", "A: 1", "A: 2", "A: 3", ""]
        let bytes = lines.reduce(0) { $0 + $1.utf8.count + 2 }
        #expect(answer(lines, headersMax: 3, headerBytesMax: bytes).failure == nil)
        #expect(answer(lines, headersMax: 2).failure == .headersTooLarge(bytesMax: 1000, headersMax: 2))
        #expect(answer(lines, headerBytesMax: bytes - 1).failure != nil)
        var body = answer([])
        let bytesTaken = [[UInt8](repeating: 1, count: 6), [2, 2, 2, 2], [3]].map {
            $0.withUnsafeBytes { body.take(body: $0) }
        }
        #expect(bytesTaken == [true, true, false])
        #expect(body.failure == .tooLarge(limit: 10))
    }
}

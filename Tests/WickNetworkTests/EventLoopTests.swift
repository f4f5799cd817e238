import Testing
import WickNetwork

struct EventLoopTests {
    @Test("starts, and ends when told to")
    func starts() throws {
        let loop = try EventLoop(name: "test", options: NetworkOptions())
        loop.stop()
        #expect(loop.waitForEnd(timeout: .seconds(5)))
    }
}

import Testing
import WickNetwork

/// Jobs of an actor that come when its loop has ended.
@Suite(.timeLimit(.minutes(1)))
struct LateJobsTests {
    private actor Counter {
        nonisolated let loop: EventLoop
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
        private var count = 0

        init(_ loop: EventLoop) { self.loop = loop }

        func increase() -> Int {
            count += 1
            return count
        }
    }

    @Test("the last of them may let go of actor and loop")
    func lastJobLetsGo() async throws {
        for _ in 0..<1_000 {
            let tasks = try Self.tasks(4)
            for task in tasks { #expect(await task.value == 10) }
        }
    }

    /// Tasks that alone hold an actor whose loop is told to end at once.
    private static func tasks(_ count: Int) throws -> [Task<Int, Never>] {
        let loop = try EventLoop(name: "late", options: NetworkOptions())
        let counter = Counter(loop)
        defer { loop.stop() }
        return (0..<count).map { _ in
            Task {
                for _ in 0..<9 { _ = await counter.increase() }
                return await counter.increase() >= 10 ? 10 : 0
            }
        }
    }
}

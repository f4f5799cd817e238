import Dispatch
import Synchronization

/// Waits on this thread for asynchronous work. For threads that nothing asynchronous needs: the main one, and those of queues.
func waitFor<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let result = Box<Value>()
    Task {
        let value = await work()
        result.value.withLock { $0 = value }
        done.signal()
    }
    while true {
        done.wait()
        if let value = result.value.withLock({ $0 }) { return value }
    }
}

private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}

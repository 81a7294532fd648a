import LinearAlgebra
import Synchronization

/// Memory that concurrent tiles borrow, as many blocks as there are tiles at work at once.
final class ScratchPool<S: Scalar>: Sendable {
  private let count: Int
  private let idle = Mutex<[Buffer<S>]>([])

  /// Blocks of `count` elements.
  init(count: Int) { self.count = count }

  func borrow<R>(_ body: (UnsafeMutablePointer<S>) -> R) -> R {
    let buffer = idle.withLock { $0.popLast() } ?? Buffer<S>(uninitialised: count)
    defer { idle.withLock { $0.append(buffer) } }
    return body(buffer.base)
  }
}

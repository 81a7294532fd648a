import Synchronization

/// Memory that concurrent panels borrow, as many blocks as there are panels at work at once.
public final class ScratchPool<S: Scalar>: Sendable {
  private let count: Int
  private let idle = Mutex<[Buffer<S>]>([])

  /// Blocks of `count` elements.
  public init(count: Int) { self.count = count }

  /// Runs `body` on a block that nobody else has; what it holds is whatever was last written.
  public func borrow<R>(_ body: (UnsafeMutablePointer<S>) -> R) -> R {
    let buffer = idle.withLock { $0.popLast() } ?? Buffer<S>(uninitialised: count)
    defer { idle.withLock { $0.append(buffer) } }
    return body(buffer.base)
  }
}

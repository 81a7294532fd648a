/// Memory of the engine: 64-byte aligned, on huge pages from 4 MB up, freed with its owner.
public final class Buffer<S: Scalar>: @unchecked Sendable {
  /// The first element.
  public let base: UnsafeMutablePointer<S>
  /// The number of elements.
  public let count: Int

  /// `count` zeros.
  public convenience init(count: Int) { self.init(count: count, zeroed: true) }

  /// `count` elements of any value, for whoever writes them all before reading one.
  public convenience init(uninitialised count: Int) { self.init(count: count, zeroed: false) }

  private init(count: Int, zeroed: Bool) {
    self.count = count
    base = allocate(bytes: Self.bytes(count), zeroed: zeroed)
      .bindMemory(to: S.self, capacity: max(count, 1))
  }

  /// The elements as a [rows x columns] view, from the first one on.
  ///
  /// - Precondition: they suffice.
  public func view(rows: Int, columns: Int) -> View<S> {
    precondition(rows * columns <= count)
    return View(base, rows: rows, columns: columns)
  }

  private static func bytes(_ count: Int) -> Int { max(count, 1) * MemoryLayout<S>.stride }

  deinit { release(UnsafeMutableRawPointer(base), bytes: Self.bytes(count)) }
}

/// Numbered buffers that are reused from call to call and only ever grow.
///
/// Not for use from several threads at once.
public final class Workspace<S: Scalar>: @unchecked Sendable {
  private var buffers: [Int: Buffer<S>] = [:]

  /// No buffers yet.
  public init() {}

  /// At least `count` elements under this number; what they hold is whatever was last written, and
  /// nothing in particular after growing.
  public func reserve(_ slot: Int, _ count: Int) -> UnsafeMutablePointer<S> {
    if let buffer = buffers[slot], buffer.count >= count { return buffer.base }
    let buffer = Buffer<S>(uninitialised: count)
    buffers[slot] = buffer
    return buffer.base
  }

  /// A [rows x columns] view of the buffer under this number.
  public func view(_ slot: Int, rows: Int, columns: Int) -> View<S> {
    View(reserve(slot, rows * columns), rows: rows, columns: columns)
  }
}

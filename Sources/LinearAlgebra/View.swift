/// A row-major block of somebody else's memory: element (i, j) is at i·stride + j.
///
/// Views are how the engine's inner loops see matrices: no ownership, no copies. Whoever makes a
/// view keeps its memory alive while it is used.
public struct View<S: Scalar>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<S>
  public let rows: Int
  public let columns: Int
  public let stride: Int

  public init(_ base: UnsafeMutablePointer<S>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The block of these rows.
  public func rows(_ range: Range<Int>) -> View {
    View(base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The block of these columns.
  public func columns(_ range: Range<Int>) -> View {
    View(base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// The same memory as `rows` x `columns`.
  ///
  /// - Precondition: the view is contiguous and the counts agree.
  public func reshaped(rows: Int, columns: Int) -> View {
    precondition(stride == self.columns && rows * columns == self.rows * self.columns)
    return View(base, rows: rows, columns: columns)
  }
}

/// Memory of the engine: zeroed, 64-byte aligned, on huge pages from 4 MB up, freed with its owner.
public final class Buffer<S: Scalar>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<S>
  public let count: Int

  /// `count` zeros.
  public init(count: Int) {
    self.count = count
    base = allocate(bytes: max(count, 1) * MemoryLayout<S>.stride)
      .bindMemory(to: S.self, capacity: max(count, 1))
  }

  deinit { release(UnsafeMutableRawPointer(base), bytes: max(count, 1) * MemoryLayout<S>.stride) }
}

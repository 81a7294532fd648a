/// A row-major block of somebody else's memory: element (i, j) is at i·stride + j.
///
/// Views are how the engine's inner loops see matrices: no ownership, no copies. Whoever makes a
/// view keeps its memory alive while it is used.
public struct View<S: Scalar>: @unchecked Sendable {
  /// Element (0, 0).
  public let base: UnsafeMutablePointer<S>
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The distance from one row to the next, in elements.
  public let stride: Int

  /// A block whose rows follow each other directly unless `stride` says otherwise.
  @inlinable
  public init(_ base: UnsafeMutablePointer<S>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The block of these rows.
  @inlinable
  public func rows(_ range: Range<Int>) -> View {
    View(base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The block of these columns.
  @inlinable
  public func columns(_ range: Range<Int>) -> View {
    View(base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// Whether the rows follow each other directly.
  @inlinable public var isContiguous: Bool { stride == columns || rows <= 1 }

  /// Element (i, j).
  @inlinable public subscript(i: Int, j: Int) -> S {
    get { base[i * stride + j] }
    nonmutating set { base[i * stride + j] = newValue }
  }

  /// The same memory as `rows` x `columns`.
  ///
  /// - Precondition: the view is contiguous and the counts agree.
  @inlinable
  public func reshaped(rows: Int, columns: Int) -> View {
    precondition(isContiguous && rows * columns == self.rows * self.columns)
    return View(base, rows: rows, columns: columns)
  }
}

import CKernels

/// Rows laid out for products with other rows: in panels of ``width`` rows, number by number.
///
/// Whoever multiplies the same rows again and again, as every tile of a Gram matrix does, lays them
/// out once.
public struct Panels<S: Scalar>: Sendable {
  /// The rows of a panel, a multiple of 8. Missing ones in the last panel are zeros.
  public static var width: Int { ck_panel(S.loops) }

  /// The number of rows.
  public let count: Int
  /// The numbers of a row.
  public let length: Int
  private let numbers: Buffer<S>

  /// The rows of a view, or with `transposed` its columns, times `alpha`.
  public init(
    _ view: View<S>, transposed: Bool = false, times alpha: Double = 1, serially: Bool = false
  ) {
    let count = transposed ? view.columns : view.rows
    let length = transposed ? view.rows : view.columns
    let numbers = Buffer<S>(uninitialised: Self.size(count, length))
    // Panels of about 256 kB: enough to be worth a thread's while.
    let step = max(1, (1 << 16) / max(1, Self.width * length)) * Self.width
    Parallel.rows(count, panel: step, serially: serially) { range in
      Self.pack(view, transposed, range, alpha, into: numbers.base + range.lowerBound * length)
    }
    self.count = count
    self.length = length
    self.numbers = numbers
  }

  /// What so many rows of so many numbers take.
  static func size(_ count: Int, _ length: Int) -> Int {
    (count + width - 1) / width * width * length
  }

  static func pack(
    _ view: View<S>, _ transposed: Bool, _ range: Range<Int>, _ alpha: Double,
    into packed: UnsafeMutablePointer<S>
  ) {
    let (row, step) = transposed ? (1, view.stride) : (view.stride, 1)
    ck_pack(
      S.loops, view.base + range.lowerBound * row, row, step, range.count,
      transposed ? view.rows : view.columns, alpha, packed)
  }

  /// The panels from that of row `first` on.
  ///
  /// - Precondition: `first` is a multiple of ``width``.
  func start(_ first: Int) -> UnsafePointer<S> {
    precondition(first % Self.width == 0)
    return UnsafePointer(numbers.base + first * length)
  }

  /// What becomes of the products s of a tile.
  public enum Ending {
    /// weight · s + bias
    case affine(weight: Double, bias: Double)
    /// factors[(begin + i) / repeats, j] · s: a row of factors for every so many rows of the tile
    case times(View<S>, begin: Int, repeats: Int)
  }

  /// tile(i, j) (+)= what `ending` makes of ⟨row i, row j⟩, for these rows of `self` and these of
  /// `other`. Every inner product is one chain in the order of the numbers, so it is the same bits
  /// whatever the tile.
  ///
  /// - Parameters:
  ///   - tile: with room for whole panels both ways (``roundedUp(_:)``), as `partial`, which holds
  ///     sums under way and must be other memory.
  ///   - offset: (i, j) with j > i + offset need not be there, i and j counting from the tile's
  ///     corner.
  public func multiply(
    _ rows: Range<Int>, by other: Panels, _ columns: Range<Int>, into tile: View<S>,
    partial: UnsafeMutablePointer<S>, offset: Int = .max / 2, ending: Ending, adding: Bool
  ) {
    Self.multiply(
      start(rows.lowerBound), rows.count, other.start(columns.lowerBound), columns.count, length,
      into: tile, partial: partial, offset: offset, ending: ending, adding: adding)
  }

  static func multiply(
    _ left: UnsafePointer<S>, _ rows: Int, _ right: UnsafePointer<S>, _ columns: Int,
    _ length: Int, into tile: View<S>, partial: UnsafeMutablePointer<S>, offset: Int = .max / 2,
    ending: Ending, adding: Bool
  ) {
    precondition(tile.rows >= roundedUp(rows) && tile.columns >= roundedUp(columns))
    var end = ck_ending(
      target: tile.base, stride: tile.stride, factors: nil, factorStride: 0,
      begin: 0, repeats: 1, weight: 1, bias: 0, adding: adding)
    switch ending {
    case .affine(let weight, let bias): (end.weight, end.bias) = (weight, bias)
    case .times(let factors, let begin, let repeats):
      precondition(
        factors.rows > (begin + roundedUp(rows) - 1) / repeats
          && factors.columns >= roundedUp(columns))
      end.factors = UnsafeRawPointer(factors.base)
      (end.factorStride, end.begin, end.repeats) = (factors.stride, begin, repeats)
    }
    var product = ck_gram_tile(
      left: left, right: right, length: length, rows: rows, columns: columns, offset: offset,
      partial: partial, stride: tile.columns, ending: end)
    ck_gram(S.loops, &product)
  }

  /// The room that so many rows or columns take.
  public static func roundedUp(_ count: Int) -> Int { (count + width - 1) / width * width }
}

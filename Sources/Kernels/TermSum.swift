import CKernels
import LinearAlgebra
import Networks
import Synchronization

/// The sum of layers' terms, tile by tile, into a kernel.
struct TermSum<S: Scalar>: Sendable {
  /// R, rows of the kernel per sample.
  let rowsPerSample: Int
  let tiling: Tiling
  /// Whether a lower half is also written above the diagonal.
  var mirrors = false
  let progress: Progress

  /// target (+)= Σ terms, on the tiles.
  ///
  /// - Throws: `Interrupted`.
  func accumulate(_ terms: [LayerTerm<S>], into target: View<S>, adding: Bool) throws {
    // The identity last: it adds to few numbers, so that a product can write them all first.
    let parts = try terms.map(part).sorted { $1.isIdentity && !$0.isIdentity }
    let side = tiling.side
    let memory = ScratchPool<S>(count: 3 * side * side)
    try Parallel.rows(tiling.tiles.count, panel: 1) { range in
      try progress.watch.check()
      // The last tiles are the longest rows of a lower half: first, so that cores end together.
      let tile = tiling.tiles[tiling.tiles.count - 1 - range.lowerBound]
      memory.borrow { scratch in
        let sum = TileSum(
          tile: tile, side: side, rowsPerSample: rowsPerSample,
          offset: tiling.isLowerHalf
            ? tile.rows.lowerBound - tile.columns.lowerBound : .max / 2, scratch: scratch)
        if adding { sum.read(target) }
        if !adding && parts.isEmpty { sum.sum.fill(0) }
        for (k, part) in parts.enumerated() { sum.add(part, adding: adding || k > 0) }
        sum.write(target, mirrored: mirrors)
      }
      progress.advance()
    }
  }

  /// A term with its rows laid out in panels.
  private func part(_ term: LayerTerm<S>) throws -> TileSum<S>.Part {
    try progress.watch.check()
    var part = TileSum<S>.Part(weight: term.weight, bias: term.bias)
    if case .gram(let left, let right) = term.cotangents { part.cotangents = panels(left, right) }
    guard let (left, right) = term.inputs else { return part }
    if rowsPerSample == 1 {
      part.inputs = panels(left, right)
      return part
    }
    // A factor stands for R x R numbers: all factors are made before.
    let gram = LayerTerm(factorsOf: term)
    let factors = Buffer<S>(uninitialised: left.rows * right.rows)
    let panel = Panels<S>.width
    let tiling =
      tiling.isLowerHalf
      ? Tiling.lowerHalf(left.rows, panel: panel)
      : Tiling.rectangle(left.rows, right.rows, panel: panel)
    try TermSum(
      rowsPerSample: 1, tiling: tiling, progress: Progress(silently: progress.watch)
    ).accumulate(
      [gram], into: factors.view(rows: left.rows, columns: right.rows), adding: false)
    part.factors = (factors, right.rows)
    return part
  }

  private func panels(_ left: View<S>, _ right: View<S>) -> (Panels<S>, Panels<S>) {
    let first = Panels(left)
    let same = left.base == right.base && left.rows == right.rows && left.stride == right.stride
    return (first, same ? first : Panels(right))
  }
}

/// The sum of terms on one tile.
private struct TileSum<S: Scalar> {
  /// One layer's term.
  struct Part: Sendable {
    let weight: Double
    let bias: Double
    /// The layer's inputs, where R = 1.
    var inputs: (Panels<S>, Panels<S>)?
    /// weight · ⟨a_n, a_m⟩ + bias for all samples, where R > 1; and the samples of its columns.
    var factors: (numbers: Buffer<S>, columns: Int)?
    /// The cotangents; none for the identity.
    var cotangents: (Panels<S>, Panels<S>)?

    var isIdentity: Bool { cotangents == nil }
  }

  let tile: Tiling.Tile
  let rowsPerSample: Int
  /// (i, j) of the tile counts for j ≤ i + offset.
  let offset: Int
  let sum: View<S>
  private let factors: View<S>
  private let partial: UnsafeMutablePointer<S>

  init(
    tile: Tiling.Tile, side: Int, rowsPerSample: Int, offset: Int,
    scratch: UnsafeMutablePointer<S>
  ) {
    self.tile = tile
    self.rowsPerSample = rowsPerSample
    self.offset = offset
    sum = View(scratch, rows: side, columns: side)
    factors = View(scratch + side * side, rows: side, columns: side)
    partial = scratch + 2 * side * side
  }

  func add(_ part: Part, adding: Bool) {
    switch (part.cotangents, part.inputs) {
    case (nil, let inputs?):
      multiply(inputs, into: sum, .affine(weight: part.weight, bias: part.bias), adding: adding)
    case (let cotangents?, let inputs?):
      multiply(
        inputs, into: factors, .affine(weight: part.weight, bias: part.bias), adding: false)
      multiply(
        cotangents, into: sum, .times(factors, begin: 0, repeats: 1), adding: adding)
    case (let cotangents?, nil):
      guard let (numbers, columns) = part.factors else {
        return multiply(
          cotangents, into: sum, .affine(weight: part.bias, bias: 0), adding: adding)
      }
      // The factors of the tile's samples, each repeated over its columns.
      let (first, begin) = tile.rows.lowerBound.quotientAndRemainder(dividingBy: rowsPerSample)
      ck_spread(
        S.loops, numbers.base + first * columns, columns,
        (tile.rows.upperBound - 1) / rowsPerSample - first + 1, tile.columns.lowerBound,
        rowsPerSample, factors.base, factors.stride, tile.columns.count)
      multiply(
        cotangents, into: sum, .times(factors, begin: begin, repeats: rowsPerSample),
        adding: adding)
    case (nil, nil):
      if !adding { sum.fill(0) }
      ck_add_identity(
        S.loops, part.factors?.numbers.base, part.factors?.columns ?? 0, part.bias,
        rowsPerSample, sum.base, sum.stride, tile.rows.lowerBound, tile.columns.lowerBound,
        tile.rows.count, tile.columns.count)
    }
  }

  private func multiply(
    _ panels: (Panels<S>, Panels<S>), into target: View<S>, _ ending: Panels<S>.Ending,
    adding: Bool
  ) {
    panels.0.multiply(
      tile.rows, by: panels.1, tile.columns, into: target, partial: partial, offset: offset,
      ending: ending, adding: adding)
  }

  func read(_ target: View<S>) {
    sum.rows(0..<tile.rows.count).columns(0..<tile.columns.count)
      .copy(target.rows(tile.rows).columns(tile.columns))
  }

  func write(_ target: View<S>, mirrored: Bool) {
    let out = target.rows(tile.rows).columns(tile.columns)
    let mirror = mirrored ? target.rows(tile.columns).columns(tile.rows).base : nil
    ck_write_tile(
      S.loops, sum.base, sum.stride, out.rows, out.columns, offset, out.base, mirror, out.stride,
      factors.base, target.rows * target.columns * MemoryLayout<S>.stride > Self.large)
  }

  /// Bytes of a kernel that caches do not hold.
  private static var large: Int { 32 << 20 }
}

/// Steps done of a number known before, counted from any thread.
final class Progress: Sendable {
  let watch: any Watch
  private let what: String
  private let total: Int
  private let done = Atomic<Int>(0)

  init(_ what: String, of total: Int, _ watch: any Watch) {
    self.what = what
    self.total = total
    self.watch = watch
  }

  /// Of nothing that is shown.
  convenience init(silently watch: any Watch) { self.init("", of: 0, watch) }

  func advance(by steps: Int = 1) {
    guard total > 0 else { return }
    let now = done.wrappingAdd(steps, ordering: .relaxed).newValue
    watch.report(what, now, of: total, detail: "")
  }
}

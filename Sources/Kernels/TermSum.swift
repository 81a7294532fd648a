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
      multiply(cotangents, times: { factors.base + $0 * factors.stride }, adding: adding)
    case (let cotangents?, nil):
      guard let (numbers, columns) = part.factors else {
        return multiply(
          cotangents, into: sum, .affine(weight: part.bias, bias: 0), adding: adding)
      }
      spread(numbers, columns)
      let first = tile.rows.lowerBound / rowsPerSample
      let row = { (i: Int) in
        factors.base + ((tile.rows.lowerBound + i) / rowsPerSample - first) * factors.stride
      }
      multiply(cotangents, times: row, adding: adding)
    case (nil, nil):
      if !adding { sum.fill(0) }
      addIdentity(part)
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

  /// sum (+)= factors ∘ products, the factors of row i being at `row(i)`.
  private func multiply(
    _ panels: (Panels<S>, Panels<S>), times row: (Int) -> UnsafeMutablePointer<S>, adding: Bool
  ) {
    let rows = Panels<S>.roundedUp(tile.rows.count)
    withUnsafeTemporaryAllocation(of: UnsafeRawPointer?.self, capacity: rows) { pointers in
      for i in 0..<rows { pointers[i] = UnsafeRawPointer(row(min(i, tile.rows.count - 1))) }
      guard let start = pointers.baseAddress else { return }
      multiply(panels, into: sum, .times(start), adding: adding)
    }
  }

  /// The factors of the tile's samples, each repeated over its columns.
  private func spread(_ numbers: Buffer<S>, _ columns: Int) {
    let first = tile.rows.lowerBound / rowsPerSample
    for n in first...(tile.rows.upperBound - 1) / rowsPerSample {
      ck_spread(
        S.loops, numbers.base + n * columns, tile.columns.lowerBound, rowsPerSample,
        factors.base + (n - first) * factors.stride, tile.columns.count)
    }
  }

  /// sum[(n, a), (m, a)] += factor(n, m) for every output a.
  private func addIdentity(_ part: Part) {
    if part.factors == nil { factors.rows(0..<1).fill(S(part.bias)) }
    for i in 0..<tile.rows.count {
      let (n, a) = (tile.rows.lowerBound + i).quotientAndRemainder(dividingBy: rowsPerSample)
      let end = min(tile.columns.count, i + offset + 1)
      let j = (a - tile.columns.lowerBound % rowsPerSample + rowsPerSample) % rowsPerSample
      let m = (tile.columns.lowerBound + j) / rowsPerSample
      let row = part.factors.map { $0.numbers.base + n * $0.columns + m } ?? factors.base
      ck_add_spaced(
        S.loops, row, sum.base + i * sum.stride + j, rowsPerSample,
        max(0, (end - j + rowsPerSample - 1) / rowsPerSample))
    }
  }

  func read(_ target: View<S>) {
    part(of: sum).copy(target.rows(tile.rows).columns(tile.columns))
  }

  func write(_ target: View<S>, mirrored: Bool) {
    let out = target.rows(tile.rows).columns(tile.columns)
    for i in 0..<out.rows {
      (out.base + i * out.stride).update(
        from: sum.base + i * sum.stride, count: max(0, min(out.columns, i + offset + 1)))
    }
    guard mirrored else { return }
    let other = target.rows(tile.columns).columns(tile.rows)
    ck_mirror_tile(
      S.loops, sum.base, sum.stride, out.rows, out.columns, offset, other.base, other.stride)
  }

  private func part(of view: View<S>) -> View<S> {
    view.rows(0..<tile.rows.count).columns(0..<tile.columns.count)
  }
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

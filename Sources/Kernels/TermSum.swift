import LinearAlgebra
import Synchronization

/// The sum of layers' terms, tile by tile, into a kernel.
struct TermSum<S: Scalar>: Sendable {
  /// R, rows of the kernel per sample.
  let rowsPerSample: Int
  let tiling: Tiling
  let progress: Progress

  /// target (+)= Σ terms, on the tiles.
  ///
  /// A tile's Gram matrices are made by BLAS on one thread and put together in one pass.
  ///
  /// - Throws: `Interrupted`.
  func accumulate(_ terms: [LayerTerm<S>], into target: View<S>, adding: Bool) throws {
    let grams = terms.filter { if case .identity = $0.cotangents { false } else { true } }
    let identities = terms.filter { if case .identity = $0.cotangents { true } else { false } }
    let area = tiling.tiles.map { $0.rows.count * $0.columns.count }.max() ?? 0
    // For each term of a group one factor and one Gram matrix.
    let blocks = ScratchPool<S>(
      count: Self.group * area * (1 + rowsPerSample * rowsPerSample))
    try Parallel.rows(tiling.tiles.count, panel: 1) { range in
      try progress.watch.check()
      // The last tiles are the longest rows of a lower half: first, so that cores end together.
      let tile = tiling.tiles[tiling.tiles.count - 1 - range.lowerBound]
      let part = block(of: target, tile)
      blocks.borrow { memory in
        var adding = adding
        for begin in stride(from: 0, to: grams.count, by: Self.group) {
          let group = grams[begin..<min(grams.count, begin + Self.group)]
          add(group, tile, into: part, memory: memory, adding: adding)
          adding = true
        }
        if !adding { part.fill(0) }
        for term in identities {
          let factor = self.factor(term, tile, memory)
          Hadamard.addIdentity(
            factor, weight: term.weight, bias: term.bias, outputs: rowsPerSample, into: part)
        }
      }
      progress.advance()
    }
  }

  /// Terms put together in one pass: more would not stay in the second cache.
  private static var group: Int { 2 }

  private func add(
    _ terms: ArraySlice<LayerTerm<S>>, _ tile: Tiling.Tile, into part: View<S>,
    memory: UnsafeMutablePointer<S>, adding: Bool
  ) {
    let area = tile.rows.count * tile.columns.count
    var free = memory
    var factors: [Hadamard.Term<S>] = []
    for term in terms {
      let g = factor(term, tile, free)
      free += area
      // The first Gram matrix can be made in place, when nothing is to be kept there.
      let inPlace = !adding && factors.isEmpty
      let t = inPlace ? part : View(free, rows: part.rows, columns: part.columns)
      if !inPlace { free += part.rows * part.columns }
      switch term.cotangents {
      case .gram(let left, let right):
        Products.multiply(
          left.rows(scaled(tile.rows)), right.rows(scaled(tile.columns)), transposing: .second,
          into: t, serially: true)
      case .constant(let table): repeatTable(table, into: t)
      case .identity: continue
      }
      factors.append(Hadamard.Term(t: t, g: g, weight: term.weight, bias: term.bias))
    }
    Hadamard.accumulate(
      factors, into: part, block: (rowsPerSample, rowsPerSample), adding: adding)
  }

  /// ⟨a_n, a_m⟩ on the tile; zeros for a term that has no inputs.
  private func factor(
    _ term: LayerTerm<S>, _ tile: Tiling.Tile, _ memory: UnsafeMutablePointer<S>
  ) -> View<S> {
    let g = View(memory, rows: tile.rows.count, columns: tile.columns.count)
    if let (left, right) = term.inputs {
      Products.multiply(
        left.rows(tile.rows), right.rows(tile.columns), transposing: .second, into: g,
        serially: true)
    } else {
      g.fill(0)
    }
    return g
  }

  private func repeatTable(_ table: View<S>, into t: View<S>) {
    for i in 0..<t.rows {
      for m in 0..<(t.columns / table.columns) {
        (t.base + i * t.stride + m * table.columns)
          .update(from: table.base + i % table.rows * table.stride, count: table.columns)
      }
    }
  }

  private func scaled(_ samples: Range<Int>) -> Range<Int> {
    samples.lowerBound * rowsPerSample..<samples.upperBound * rowsPerSample
  }

  private func block(of target: View<S>, _ tile: Tiling.Tile) -> View<S> {
    target.rows(scaled(tile.rows)).columns(scaled(tile.columns))
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

  func advance(by steps: Int = 1) {
    let now = done.wrappingAdd(steps, ordering: .relaxed).newValue
    watch.report(what, now, of: total, detail: "")
  }
}

import CKernels
import LinearAlgebra
import Networks

/// The part of a kernel of a layer with positions, from pairs of them:
/// Σ_{s,t} (weight · a[n,s] · a[m,t] + bias) (d[n,a,s] · d[m,b,t]).
struct PositionGrams<S: Scalar>: Sendable {
  /// The samples of one side of the kernel.
  private struct Side: Sendable {
    /// [samples·positions x in], or of places [.. x 1]
    let inputs: View<S>
    /// [samples·rows·positions x q]
    let cotangents: View<S>
  }

  private let pair: Pair<S>
  private let left: Side
  private let right: Side
  private let samples: (left: Int, right: Int)
  private let isSymmetric: Bool
  /// R, rows of the kernel per sample.
  private let rowsPerSample: Int
  private let outputs: KernelOutputs
  private let factor: Double
  private let bias: Double
  private let owned: [Buffer<S>]

  /// - Parameter other: the pair on the columns' samples; nil for a symmetric kernel.
  init(
    _ pair: Pair<S>, _ other: Pair<S>?, samples: (left: Int, right: Int), outputs: KernelOutputs,
    withBias: Bool
  ) {
    self.pair = pair
    self.samples = samples
    self.outputs = outputs
    isSymmetric = other == nil
    let share = outputs == .mean ? 1 / Double(pair.seeds) : 1
    rowsPerSample = outputs == .mean ? 1 : pair.seeds
    factor = pair.weight == nil ? 0 : share * pair.weightScale * pair.weightScale
    bias = withBias ? share * pair.biasScale * pair.biasScale : 0
    var owned: [Buffer<S>] = []
    left = Self.side(pair, samples.left, outputs) { owned.append($0) }
    right = other.map { Self.side($0, samples.right, outputs) { owned.append($0) } } ?? left
    self.owned = owned
  }

  private static func side(
    _ pair: Pair<S>, _ samples: Int, _ outputs: KernelOutputs, keep: (Buffer<S>) -> Void
  ) -> Side {
    let (seeds, positions, width) = (pair.seeds, pair.positions, pair.width)
    let rows = pair.rows(samples: samples, keep: keep)
    guard outputs == .mean, seeds > 1 else {
      return Side(
        inputs: pair.inputs,
        cotangents: rows.reshaped(rows: samples * seeds * positions, columns: width))
    }
    // For the mean over the outputs those of a position stand side by side.
    let buffer = Buffer<S>(uninitialised: samples * seeds * positions * width)
    keep(buffer)
    let turned = buffer.view(rows: samples * positions, columns: seeds * width)
    Parallel.rows(samples, panel: max(1, (1 << 14) / max(1, seeds * positions * width))) { range in
      for n in range {
        for c in 0..<seeds {
          turned.rows(n * positions..<(n + 1) * positions)
            .columns(c * width..<(c + 1) * width)
            .copy(
              rows.rows(n * seeds + c..<n * seeds + c + 1)
                .reshaped(rows: positions, columns: width))
        }
      }
    }
    return Side(inputs: pair.inputs, cotangents: turned)
  }

  /// Samples of a tile's side: some 256 rows of cotangents.
  static func side(_ pair: Pair<S>, _ outputs: KernelOutputs) -> Int {
    max(1, 256 / (pair.positions * (outputs == .mean ? 1 : pair.seeds)))
  }

  /// Tiles of samples: for a symmetric kernel those of its lower half, squares on the diagonal.
  private var tiles: [(rows: Range<Int>, columns: Range<Int>)] {
    let side = Self.side(pair, outputs)
    return stride(from: 0, to: samples.left, by: side).flatMap { begin in
      let rows = begin..<min(samples.left, begin + side)
      return stride(from: 0, to: isSymmetric ? rows.upperBound : samples.right, by: side).map {
        (rows, $0..<min(samples.right, $0 + side))
      }
    }
  }

  /// target += the layer's part; for a symmetric kernel the lower half at least.
  ///
  /// - Throws: `Interrupted`.
  func add(to target: View<S>, watch: any Watch) throws {
    let tiles = tiles
    let (side, positions) = (Self.side(pair, outputs), pair.positions)
    let area = side * side * positions * positions
    let pool = ScratchPool<S>(count: area * (1 + rowsPerSample * rowsPerSample))
    try Parallel.rows(tiles.count, panel: 1) { range in
      try watch.check()
      let (rows, columns) = tiles[range.lowerBound]
      pool.borrow { memory in
        add(rows, columns, to: target, memory: memory, at: area)
      }
    }
  }

  private func add(
    _ rows: Range<Int>, _ columns: Range<Int>, to target: View<S>,
    memory: UnsafeMutablePointer<S>, at area: Int
  ) {
    let positions = pair.positions
    func scaled(_ range: Range<Int>, _ factor: Int) -> Range<Int> {
      range.lowerBound * factor..<range.upperBound * factor
    }
    let a = View(memory, rows: rows.count * positions, columns: columns.count * positions)
    if pair.weight != nil {
      gram(
        left.inputs.rows(scaled(rows, positions)), right.inputs.rows(scaled(columns, positions)),
        into: a)
    }
    let each = positions * rowsPerSample
    let t = View(memory + area, rows: rows.count * each, columns: columns.count * each)
    Products.multiply(
      left.cotangents.rows(scaled(rows, each)), right.cotangents.rows(scaled(columns, each)),
      transposing: .second, into: t, serially: true)
    let part = target.rows(scaled(rows, rowsPerSample)).columns(scaled(columns, rowsPerSample))
    ck_position_sums(
      S.loops, part.base, part.stride, pair.weight == nil ? nil : a.base, a.stride, t.base,
      t.stride, factor, bias, rows.count, columns.count, rowsPerSample, positions)
  }

  /// a_s · a_t
  private func gram(_ left: View<S>, _ right: View<S>, into a: View<S>) {
    if pair.inputsArePlaces {
      ck_equal(S.loops, left.base, right.base, a.base, a.stride, left.rows, right.rows)
    } else {
      Products.multiply(left, right, transposing: .second, into: a, serially: true)
    }
  }

  /// The squared length of the Jacobian's row of every sample and seed, [samples·R].
  ///
  /// - Precondition: a symmetric kernel of all outputs.
  func squaredNorms() -> [Double] {
    precondition(isSymmetric && outputs != .mean)
    let (positions, seeds) = (pair.positions, pair.seeds)
    let norms = Buffer<S>(count: samples.left * seeds)
    let square = positions * positions
    Parallel.rows(samples.left, panel: max(1, (1 << 12) / square)) { range in
      let memory = Buffer<S>(uninitialised: 2 * square)
      let a = memory.view(rows: positions, columns: positions)
      let t = View(memory.base + square, rows: positions, columns: positions)
      for n in range {
        let x = left.inputs.rows(n * positions..<(n + 1) * positions)
        if pair.weight != nil { gram(x, x, into: a) }
        for row in n * seeds..<(n + 1) * seeds {
          let d = left.cotangents.rows(row * positions..<(row + 1) * positions)
          Products.multiply(d, d, transposing: .second, into: t, serially: true)
          ck_position_sums(
            S.loops, norms.base + row, 1, pair.weight == nil ? nil : a.base, positions, t.base,
            positions, factor, bias, 1, 1, 1, positions)
        }
      }
    }
    return (0..<norms.count).map { Double(norms.base[$0]) }
  }
}

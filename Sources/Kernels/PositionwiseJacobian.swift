import LinearAlgebra
import Networks

/// The Jacobian of a layer that applies its weight at several positions, for every sample and seed:
/// J[(n,c), (i,o)] = weightScale · Σ_s a[n,s,i] d[n,c,s,o], and for the bias biasScale · Σ_s d[n,c,s,o];
/// the numbers of a row in the order (i,o) or (o,i).
///
/// Its rows are as long as the layer has parameters, so they are made a block of columns at a time.
struct PositionwiseJacobian<S: Scalar>: Sendable {
  /// A block of columns: those of some of the weight's inputs, or of the bias.
  enum Block: Sendable, Equatable {
    case weight(inputs: Range<Int>)
    case bias
  }

  let pair: Pair<S>
  let samples: Int
  /// [samples·R x positions·width]
  private let cotangents: View<S>
  private let owned: [Buffer<S>]

  /// Numbers of a block for all samples that are not exceeded but by a single input's columns.
  static var limit: Int { 1 << 24 }

  init(_ pair: Pair<S>, samples: Int) {
    self.pair = pair
    self.samples = samples
    var owned: [Buffer<S>] = []
    cotangents = pair.rows(samples: samples) { owned.append($0) }
    self.owned = owned
  }

  /// The blocks, none larger than about `limit` numbers for all samples.
  func blocks(withBias: Bool, limit: Int = limit) -> [Block] {
    var blocks: [Block] = []
    if pair.weight != nil {
      let inputs = pair.inputCount
      let step = max(1, min(inputs, limit / max(1, samples * pair.seeds * pair.width)))
      blocks = stride(from: 0, to: inputs, by: step).map {
        .weight(inputs: $0..<min(inputs, $0 + step))
      }
    }
    if withBias { blocks.append(.bias) }
    return blocks
  }

  /// The columns of a block.
  func columns(_ block: Block) -> Int {
    switch block {
    case .weight(let inputs): inputs.count * pair.width
    case .bias: pair.width
    }
  }

  /// The block's part of the Jacobian, [samples·R x columns].
  func write(_ block: Block, into jacobian: View<S>) {
    let (seeds, positions, width) = (pair.seeds, pair.positions, pair.width)
    Parallel.rows(samples, panel: 1) { range in
      let n = range.lowerBound
      for row in n * seeds..<(n + 1) * seeds {
        let d = cotangents.rows(row..<(row + 1)).reshaped(rows: positions, columns: width)
        switch block {
        case .weight(let inputs) where pair.inputsArePlaces:
          let rows = jacobian.rows(row..<(row + 1)).reshaped(rows: inputs.count, columns: width)
          rows.fill(0)
          for s in 0..<positions {
            let place = Int(pair.inputs[n * positions + s, 0]) - inputs.lowerBound
            guard place >= 0, place < inputs.count else { continue }
            rows.rows(place..<(place + 1)).add(d.rows(s..<(s + 1)), times: pair.weightScale)
          }
        case .weight(let inputs):
          let a = pair.inputs.rows(n * positions..<(n + 1) * positions).columns(inputs)
          // The order of a row's numbers is free; the longer side fills the vectors of a product.
          let (first, second) = inputs.count > width ? (d, a) : (a, d)
          Products.multiply(
            first, second, transposing: .first,
            into: jacobian.rows(row..<(row + 1)).reshaped(
              rows: first.columns, columns: second.columns),
            alpha: pair.weightScale, serially: true)
        case .bias:
          d.columnSums(into: jacobian.rows(row..<(row + 1)).base, alpha: pair.biasScale)
        }
      }
    }
  }

  /// The squared length of each row of the Jacobian, [samples·R].
  func squaredNorms(withBias: Bool) -> [Double] {
    var norms = [Double](repeating: 0, count: samples * pair.seeds)
    for block in blocks(withBias: withBias) {
      let columns = columns(block)
      let memory = Buffer<S>(uninitialised: norms.count * columns)
      let jacobian = memory.view(rows: norms.count, columns: columns)
      write(block, into: jacobian)
      for (i, norm) in jacobian.rowNorms().enumerated() { norms[i] += norm }
    }
    return norms
  }
}

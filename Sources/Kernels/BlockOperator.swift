import LinearAlgebra
import Networks

/// Products of a tangent kernel with vectors, the kernel being made a square block at a time and
/// forgotten: N² operations whatever the number of vectors, and memory that does not grow with N.
struct BlockOperator<S: Scalar> {
  private let contraction: PairContraction
  private let watch: any Watch
  private let inputs: Matrix<S>
  private let rowsPerSample: Int
  private let side: Int
  private let passes: (Pass<S>, Pass<S>)

  /// - Precondition: `outputs` and `restriction` are resolved, `inputs` fits the network.
  init(
    _ network: Network, on inputs: Matrix<S>, outputs: KernelOutputs, restriction: Restriction,
    watch: any Watch
  ) {
    contraction = PairContraction(
      outputs: outputs, restriction: restriction, watch: Unreported(watch))
    self.watch = watch
    self.inputs = inputs
    rowsPerSample = outputs.rowsPerSample(network)
    passes = (Pass<S>(network), Pass<S>(network))
    side = Self.side(network, outputs)
  }

  /// Samples of a block's side: the block and the cotangents of its samples are each kept to some
  /// 16 million numbers. A smaller side would make cotangents anew too often.
  private static func side(_ network: Network, _ outputs: KernelOutputs) -> Int {
    let limit = 1 << 24
    let seeds = if case .one = outputs { 1 } else { network.outputs }
    let widths = network.architecture.allShapes.reduce(0) { $0 + $1.count }
    let ofBlock = Int(Double(limit).squareRoot()) / outputs.rowsPerSample(network)
    return max(16, min(ofBlock, limit / max(1, seeds * widths)))
  }

  /// Writes K v for every row v of `vectors` [count x rows] into the rows of `products`.
  ///
  /// - Throws: `Interrupted`.
  func multiply(_ vectors: View<S>, into products: View<S>) throws {
    products.fill(0)
    let most = min(side, inputs.rows) * rowsPerSample
    let memory = Buffer<S>(uninitialised: most * most)
    try inputs.withView { x in
      for begin in stride(from: 0, to: x.rows, by: side) {
        let rows = begin..<min(x.rows, begin + side)
        let left = try collection(passes.0, x.rows(rows))
        for other in stride(from: 0, through: begin, by: side) {
          try watch.check()
          let columns = other..<min(x.rows, other + side)
          let block = memory.view(
            rows: rows.count * rowsPerSample, columns: columns.count * rowsPerSample)
          let (i, j) = (scaled(rows), scaled(columns))
          if other == begin {
            try contraction.accumulate(left, nil, into: block, fill: .whole)
          } else {
            let right = try collection(passes.1, x.rows(columns))
            try contraction.accumulate(left, right, into: block, fill: .whole)
            Products.multiply(
              vectors.columns(i), block, into: products.columns(j), adding: true)
          }
          Products.multiply(
            vectors.columns(j), block, transposing: .second, into: products.columns(i), adding: true
          )
        }
      }
    }
  }

  private func collection(_ pass: Pass<S>, _ x: View<S>) throws -> PairCollection<S> {
    try PairCollection(
      pass, x, outputs: contraction.outputs, restriction: contraction.restriction)
  }

  private func scaled(_ samples: Range<Int>) -> Range<Int> {
    samples.lowerBound * rowsPerSample..<samples.upperBound * rowsPerSample
  }
}

/// Interrupts as another watch does, and shows nothing of a part of its work.
private final class Unreported: Watch {
  private let watch: any Watch
  init(_ watch: any Watch) { self.watch = watch }
  var isInterrupted: Bool { watch.isInterrupted }
  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}

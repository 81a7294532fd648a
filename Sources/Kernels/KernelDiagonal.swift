import LinearAlgebra
import Networks

/// The diagonal of a kernel: Σ over layers of (weightScale² ‖a_n‖² + biasScale²) ‖d_nc‖².
struct KernelDiagonal {
  let network: Network
  let outputs: KernelOutputs
  let restriction: Restriction
  let watch: any Watch

  /// The diagonal on samples x, streamed in chunks whose size depends on the network alone.
  func diagonal<S: Scalar>(on x: Matrix<S>) throws -> [Double] {
    let pass = Pass<S>(network)
    let chunk = chunk
    let perSample = outputs.rowsPerSample(network)
    var diagonal: [Double] = []
    diagonal.reserveCapacity(x.rows * perSample)
    try x.withView { x in
      for begin in stride(from: 0, to: x.rows, by: chunk) {
        try watch.check()
        let range = begin..<min(x.rows, begin + chunk)
        let collection = try PairCollection(
          pass, x.rows(range), outputs: outputs, restriction: restriction)
        var part = [Double](repeating: 0, count: range.count * perSample)
        for pair in collection.pairs { add(pair, samples: range.count, to: &part) }
        diagonal += part
        watch.report("computing the trace", range.upperBound, of: x.rows, detail: "")
      }
    }
    return diagonal
  }

  /// Samples at a time: one cotangent per output makes a pass backward so much wider than one
  /// forward.
  private var chunk: Int {
    let seeds = if case .one = outputs { 1 } else { network.outputs }
    let chunk = max(16, network.architecture.chunk / max(1, (seeds + 3) / 4))
    // Cotangents of more than 1 GB at once, of images with many outputs, are cut further.
    return max(1, min(chunk, (1 << 28) / max(1, seeds * network.architecture.cotangents)))
  }

  /// Adds a layer's part to the diagonal of these samples.
  func add<S: Scalar>(_ pair: Pair<S>, samples: Int, to diagonal: inout [Double]) {
    let withBias = restriction.hasBias(pair)
    let seeds = pair.seeds
    let share = outputs == .mean ? 1 / Double(seeds) : 1
    let perSample = outputs == .mean ? 1 : seeds

    if !KernelPlan.isPlain(pair) {
      let norms =
        KernelPlan.normsByPositions(pair)
        ? PositionGrams(
          pair, nil, samples: (samples, samples), outputs: .all, withBias: withBias
        ).squaredNorms()
        : PositionwiseJacobian(pair, samples: samples).squaredNorms(withBias: withBias)
      for (i, norm) in norms.enumerated() {
        diagonal[perSample == seeds ? i : i / seeds] += share * norm
      }
      return
    }

    let weight = pair.weight == nil ? 0 : pair.weightScale * pair.weightScale
    let bias = withBias ? pair.biasScale * pair.biasScale : 0
    let inputs = pair.weight == nil ? nil : norms(pair.inputs)
    let cotangents = outputs == .mean ? summed(pair, samples) : separate(pair, samples)
    for n in 0..<samples {
      let factor = share * (weight * (inputs?[n] ?? 0) + bias)
      for c in 0..<perSample {
        diagonal[n * perSample + c] += factor * cotangents[n * perSample + c]
      }
    }
  }

  /// Σ_c ‖d_nc‖² for each sample.
  private func summed<S: Scalar>(_ pair: Pair<S>, _ samples: Int) -> [Double] {
    switch pair.cotangents {
    case .identity(let outputs): return [Double](repeating: Double(outputs), count: samples)
    case .shared(let rows): return [Double](repeating: rows.dot(rows), count: samples)
    case .masked(let mask, let shared):
      let squares = Buffer<S>(uninitialised: shared.columns)
      shared.columnNorms(into: squares.base)
      return norms(mask, weights: squares)
    case .rows(let rows, let seeds):
      return norms(rows.reshaped(rows: samples, columns: seeds * rows.columns))
    }
  }

  /// ‖d_nc‖² for each sample and seed.
  private func separate<S: Scalar>(_ pair: Pair<S>, _ samples: Int) -> [Double] {
    let seeds = pair.seeds
    switch pair.cotangents {
    case .identity: return [Double](repeating: 1, count: samples * seeds)
    case .shared(let rows):
      let each = rows.rowNorms()
      return (0..<samples).flatMap { _ in each }
    case .masked(let mask, let shared):
      var result = [Double](repeating: 0, count: samples * seeds)
      let squares = Buffer<S>(uninitialised: shared.columns)
      for c in 0..<seeds {
        shared.rows(c..<(c + 1)).columnNorms(into: squares.base)
        for (n, norm) in norms(mask, weights: squares).enumerated() {
          result[n * seeds + c] = norm
        }
      }
      return result
    case .rows(let rows, _): return norms(rows)
    }
  }

  /// Σ_j w_j a_ij² for every row, on all cores.
  private func norms<S: Scalar>(_ view: View<S>, weights: Buffer<S>? = nil) -> [Double] {
    let result = Buffer<Double>(uninitialised: view.rows)
    Parallel.rows(view.rows, panel: max(1, (1 << 16) / max(1, view.columns))) { range in
      for (k, norm) in view.rows(range).rowNorms(weights: weights.map { .init($0.base) })
        .enumerated()
      {
        result.base[range.lowerBound + k] = norm
      }
    }
    return Array(UnsafeBufferPointer(start: result.base, count: view.rows))
  }
}
